// What people are called where there is room for one line.
import type { Person } from "@creditnexus/contract";

export const labelOf = ({ name, email, subject }: Person): string => name ?? email ?? subject;
