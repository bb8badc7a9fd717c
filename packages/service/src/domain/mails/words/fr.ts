// The mails in French; a no-break space stands before double punctuation and inside guillemets.
import type { Words } from "./words.ts";

export const fr: Words = {
  locale: "fr-FR",
  greeting: (name) => (name === undefined ? "Bonjour," : `Bonjour ${name},`),
  reminder: {
    subject: (title) => `Rappel\u00a0: ${title} attend votre signature`,
    heading: "Votre signature manque encore",
    body: (title, days) =>
      `«\u00a0${title}\u00a0» attend toujours votre signature. Le délai pour signer prend fin ${days <= 1 ? "dans les 24\u00a0heures" : `dans ${days}\u00a0jours`}.`,
    expires: "Fin du délai",
    sign: "Consulter et signer",
    signOneOf: (index, count) => `Consulter et signer le document ${index} sur ${count}`,
    severalLinks: "Chaque document a son propre lien\u00a0; veuillez les signer l’un après l’autre.",
    linkIsYours:
      "Ce lien est destiné à vous seul(e)\u00a0: toute personne qui le possède peut signer en votre nom. Veuillez ne pas transférer ce message.",
  },
  cancellation: {
    subject: (title) => `Annulé\u00a0: ${title}`,
    heading: "La demande de signature a été annulée",
    body: (title) =>
      `La demande de signature de «\u00a0${title}\u00a0» a été annulée. Vous n’avez rien à faire\u00a0; le lien que vous avez reçu ne fonctionne plus.`,
    reason: "Motif",
  },
  completion: {
    subject: (title) => `Terminé\u00a0: ${title}`,
    heading: "Tout le monde a signé",
    body: (title) => `Tout le monde a signé «\u00a0${title}\u00a0».`,
    nothingToDo: "Vous n’avez rien à faire\u00a0; le lien avec lequel vous avez signé ne sert plus.",
  },
  senderCompletion: {
    body: (title) => `Tout le monde a signé «\u00a0${title}\u00a0», que vous avez envoyé.`,
    proof:
      "Le PDF signé est récupéré et comparé à ce qui a été envoyé. Le bureau indique quand c’est fait et que le PDF peut être téléchargé.",
    open: "Ouvrir dans le bureau",
    signIn: "Le bureau vous demande de vous connecter\u00a0; le lien seul n’ouvre rien.",
    signers: "Signataires",
  },
  documents: "Documents",
  completedAt: "Terminé",
  contact: (email) =>
    email === undefined
      ? "Des questions, ou pas de copie du document\u00a0? Adressez-vous à la personne qui vous a envoyé l’accord."
      : `Des questions, ou pas de copie du document\u00a0? Écrivez à ${email}.`,
  sandbox: "Ce message vient d’un bac à sable\u00a0: les signatures qui y sont faites n’engagent personne.",
  from: "Envoyé par CreditNexus Signatures",
};
