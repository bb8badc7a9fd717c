// The signing pages in French.
import type { FieldType } from "@creditnexus/digisigner/wire";
import type { Messages } from "./en.ts";

const FIELD_TYPES: Record<FieldType, string> = {
  SIGNATURE: "Signature",
  INITIALS: "Paraphe",
  TEXT: "Texte",
  DATE: "Date",
  CHECKBOX: "Case à cocher",
  RADIO: "Choix",
  ATTACHMENT: "Pièce jointe",
};

/** The French catalogue. */
export const fr: Messages = {
  locale: "fr-FR",
  ribbon: "Bac à sable : signature sans valeur juridique",
  ribbonDetail: "Cette page remplace DigiSigner pendant le développement.",
  loading: "Ouverture de votre document…",
  needsScript: "Cette page a besoin de JavaScript pour afficher le document.",
  retry: "Réessayer",
  close: "Fermer",
  cancel: "Annuler",
  save: "Enregistrer",
  remove: "Supprimer",
  change: "Modifier",

  fieldType: (type) => FIELD_TYPES[type],
  fieldName: (field) =>
    `Champ ${field.type}${field.label ? `, ${field.label}` : ""}, page ${field.page}, ${field.required ? "obligatoire" : "facultatif"}`,
  filled: "rempli",
  othersField: (type, page) => `Champ ${type} d’un autre signataire, page ${page}`,
  otherSigner: "Autre signataire",
  readOnlyField: (name, value) => `${name}, en lecture seule : ${value}`,
  optional: "facultatif",
  required: "obligatoire",

  signingFor: (email) => `Vous signez en tant que ${email}`,
  sentBy: (sender) => `Envoyé par ${sender}`,
  documents: "Documents",
  pageOf: (page, pages) => `Page ${page} sur ${pages}`,
  page: (page) => `Page ${page}`,
  documentCancelled: "L’expéditeur a retiré ce document. Vous n’avez rien à y faire.",
  pageFailed: "Cette page n’a pas pu être affichée.",
  documentFailed: "Le document n’a pas pu être chargé.",
  zoomIn: "Agrandir",
  zoomOut: "Réduire",
  zoomFit: "Ajuster à la largeur",
  zoomLevel: (percent) => `Zoom ${percent} pour cent`,

  guide: "Ce que vous avez à faire",
  senderMessage: "Message de l’expéditeur",
  progress: (done, total) =>
    total === 1
      ? `${done} sur 1 champ obligatoire rempli`
      : `${done} sur ${total} champs obligatoires remplis`,
  nothingRequired: "Rien n’est obligatoire, vous pouvez terminer à tout moment",
  allDone: "Tous les champs obligatoires sont remplis",
  start: "Commencer",
  next: "Suivant",
  finish: "Terminer",
  finishing: "Finalisation…",
  showFields: "Afficher tous les champs",
  hideFields: "Masquer les champs",
  consent:
    "En choisissant Terminer, vous acceptez de signer par voie électronique. Dans ce bac à sable, cela n’a aucun effet juridique.",
  missing: (count) =>
    count === 1
      ? "Un champ obligatoire est encore vide :"
      : `${count} champs obligatoires sont encore vides :`,
  refused: "Le document n’a pas pu être signé :",
  kept: "Rien de ce que vous avez saisi n’est perdu.",
  offline:
    "Le bac à sable est injoignable. Vérifiez qu’il est démarré, puis réessayez. Rien de ce que vous avez saisi n’est perdu.",

  signHere: "Signez ici",
  initialHere: "Paraphe",
  signatureTitle: "Votre signature",
  initialsTitle: "Votre paraphe",
  signatureUse: "Utiliser cette signature",
  initialsUse: "Utiliser ce paraphe",
  tabDraw: "Dessiner",
  tabType: "Saisir",
  tabUpload: "Importer",
  drawArea: "Dessinez avec le doigt, un stylet ou la souris. Au clavier, utilisez l’onglet Saisir.",
  undo: "Annuler le trait",
  clear: "Effacer",
  typeSignature: "Votre nom complet",
  typeInitials: "Vos initiales",
  preview: "Aperçu",
  uploadChoose: "Choisir une image",
  uploadHint: "PNG ou JPEG, 4 Mo au plus",
  uploadWrongType: (name) => `« ${name} » n’est ni PNG ni JPEG. Choisissez une autre image.`,
  uploadTooLarge: (name) => `« ${name} » dépasse 4 Mo. Choisissez une image plus petite.`,
  uploadBroken: (name) => `« ${name} » ne peut pas être lu comme une image. Choisissez-en une autre.`,
  removeBackground: "Retirer le fond blanc",
  signatureEmptyDraw: "Dessinez d’abord votre signature.",
  signatureEmptyType: "Saisissez d’abord votre nom.",
  signatureEmptyUpload: "Choisissez d’abord une image.",
  signaturePlaced: "Signature apposée.",
  initialsPlaced: "Paraphe apposé.",
  signatureRemoved: "Supprimé.",
  signatureOptions: "Ce champ est signé",

  textPlaceholder: "Texte",
  characters: (used, most) => `${used} caractères sur ${most}`,
  dateToday: "Aujourd’hui",
  dateChoose: "Date",
  attach: "Joindre un fichier",
  attaching: "Envoi…",
  attached: (name) => `${name} joint`,
  attachmentRemove: (name) => `Supprimer ${name}`,
  attachmentFailed: (name) => `« ${name} » n’a pas pu être envoyé. Réessayez.`,
  attachmentTooLarge: (name) => `« ${name} » est trop volumineux. Choisissez un fichier plus petit.`,
  optionOf: (label, index, count) => `${label}, option ${index} sur ${count}`,

  freeTitle: "Placez votre signature où il convient",
  freeHint:
    "L’expéditeur n’a indiqué aucun emplacement. Choisissez un endroit dans le document ou le bouton d’une page.",
  freeArmed: "Choisissez un endroit dans le document",
  freePlace: "Placer une signature",
  freePlaceAnother: "Placer une autre signature",
  freePlaceHere: "Placer sur cette page",
  freePlacedOn: (page) => `Signature en page ${page}`,
  freeKeys:
    "Les flèches la déplacent, avec Maj par petits pas. Plus et moins changent la taille, Suppr la supprime.",
  freeMoved: (left, top) => `${left} pour cent depuis la gauche, ${top} pour cent depuis le haut`,
  freeSmaller: "Plus petit",
  freeLarger: "Plus grand",
  freeMissing: "Placez d’abord votre signature dans le document.",
  freeProgress: (count) =>
    count === 0
      ? "Aucune signature placée"
      : count === 1
        ? "Une signature placée"
        : `${count} signatures placées`,

  codeTitle: "Saisissez votre code d’accès",
  codeText: "L’expéditeur a protégé ce document. Il vous a transmis le code lui-même, pas dans l’invitation.",
  codeLabel: "Code d’accès",
  codeOpen: "Ouvrir le document",
  codeEmpty: "Saisissez le code d’accès.",
  codeWrong: "Ce code n’est pas le bon. Vérifiez-le et réessayez.",
  codeLocked: "Il y a eu trop de codes erronés. Demandez une nouvelle invitation à l’expéditeur.",

  waitingTitle: "Ce n’est pas encore votre tour",
  waitingText: "D’autres signent avant vous. Vous recevrez un e-mail quand ce sera votre tour.",
  waitingFor: "En attente de",
  waitingCheck: "Vérifier à nouveau",
  signedTitle: "Vous avez déjà signé",
  signedText: "Il ne vous reste rien à faire ici.",
  cancelledTitle: "Cette invitation a été annulée",
  cancelledText: "L’expéditeur a retiré le document. Il ne peut plus être signé.",
  unknownTitle: "Ce lien ne mène à aucun document",
  unknownText:
    "Ouvrez à nouveau le lien de votre invitation. S’il a été copié, il en manque peut-être une partie.",
  brokenTitle: "Le document n’a pas pu être ouvert",
  doneTitle: "Signé. Merci.",
  doneText: "Votre signature est enregistrée. Vous pouvez fermer cette page.",
  doneRedirect: "Retour en cours…",
  doneContinue: "Continuer",
  download: (title) => `Télécharger ${title}`,
};
