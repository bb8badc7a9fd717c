// The parts people play in a credit agreement.

/** The usual ones; any other may be written. */
export const AGREEMENT_ROLES = [
  "Borrower",
  "Lender",
  "Administrative Agent",
  "Guarantor",
  "Security Trustee",
  "Facility Agent",
];

/** Without whose signature the agreement does not come about. */
export const SIGNING_ROLES: readonly string[] = ["Borrower", "Lender", "Administrative Agent"];
