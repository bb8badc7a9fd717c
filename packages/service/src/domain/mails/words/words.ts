// What the mails say, in one language: the shape that every catalogue fills.

/** Whole sentences, since word order and endings differ; what goes in is plain text, made safe by whoever draws it. */
export type Words = {
  /** For dates. */
  locale: string;
  greeting(name: string | undefined): string;
  reminder: {
    subject(title: string): string;
    heading: string;
    /** `days` until the time to sign ends, 1 for less. */
    body(title: string, days: number): string;
    expires: string;
    sign: string;
    /** Number `index`, from 1, of several documents with a link each. */
    signOneOf(index: number, count: number): string;
    severalLinks: string;
    linkIsYours: string;
  };
  cancellation: {
    subject(title: string): string;
    heading: string;
    body(title: string): string;
    reason: string;
  };
  completion: {
    subject(title: string): string;
    heading: string;
    body(title: string): string;
    nothingToDo: string;
  };
  senderCompletion: {
    body(title: string): string;
    proof: string;
    open: string;
    signIn: string;
    signers: string;
  };
  documents: string;
  completedAt: string;
  /** Where signers may ask. */
  contact(senderEmail: string | undefined): string;
  sandbox: string;
  /** Who writes this. */
  from: string;
};
