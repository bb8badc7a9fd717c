// The mails in German.
import type { Words } from "./words.ts";

export const de: Words = {
  locale: "de-DE",
  greeting: (name) => (name === undefined ? "Guten Tag," : `Guten Tag ${name},`),
  reminder: {
    subject: (title) => `Erinnerung: ${title} wartet auf Ihre Unterschrift`,
    heading: "Ihre Unterschrift fehlt noch",
    body: (title, days) =>
      `„${title}“ wartet noch auf Ihre Unterschrift. Die Frist endet ${days <= 1 ? "innerhalb von 24 Stunden" : `in ${days} Tagen`}.`,
    expires: "Ende der Frist",
    sign: "Ansehen und unterschreiben",
    signOneOf: (index, count) => `Dokument ${index} von ${count} ansehen und unterschreiben`,
    severalLinks: "Jedes Dokument hat seinen eigenen Link; bitte unterschreiben Sie eines nach dem anderen.",
    linkIsYours:
      "Der Link ist nur für Sie bestimmt: Wer ihn hat, kann in Ihrem Namen unterschreiben. Bitte geben Sie diese E-Mail nicht weiter.",
  },
  cancellation: {
    subject: (title) => `Abgesagt: ${title}`,
    heading: "Die Anfrage zur Unterschrift wurde abgesagt",
    body: (title) =>
      `Die Anfrage, „${title}“ zu unterschreiben, wurde abgesagt. Sie brauchen nichts zu tun; der Link, den Sie erhalten haben, funktioniert nicht mehr.`,
    reason: "Grund",
  },
  completion: {
    subject: (title) => `Abgeschlossen: ${title}`,
    heading: "Alle haben unterschrieben",
    body: (title) => `Alle haben „${title}“ unterschrieben.`,
    nothingToDo:
      "Sie brauchen nichts weiter zu tun; der Link, mit dem Sie unterschrieben haben, wird nicht mehr gebraucht.",
  },
  senderCompletion: {
    body: (title) => `Alle haben „${title}“ unterschrieben, das Sie versendet haben.`,
    proof:
      "Das unterschriebene PDF wird abgeholt und mit dem Versendeten verglichen. Der Desk zeigt, wann das geschehen ist und das PDF heruntergeladen werden kann.",
    open: "Im Desk öffnen",
    signIn: "Der Desk verlangt eine Anmeldung; der Link allein öffnet nichts.",
    signers: "Unterzeichnende",
  },
  documents: "Dokumente",
  completedAt: "Abgeschlossen",
  contact: (email) =>
    email === undefined
      ? "Fragen, oder keine Kopie des Dokuments erhalten? Bitte wenden Sie sich an die Person, die Ihnen die Vereinbarung gesendet hat."
      : `Fragen, oder keine Kopie des Dokuments erhalten? Bitte schreiben Sie an ${email}.`,
  sandbox: "Diese E-Mail kommt aus einer Sandbox: Unterschriften von dort binden niemanden.",
  from: "Gesendet von CreditNexus Signatures",
};
