// The signing pages in German.
import type { FieldType } from "@creditnexus/digisigner/wire";
import type { Messages } from "./en.ts";

const FIELD_TYPES: Record<FieldType, string> = {
  SIGNATURE: "Unterschrift",
  INITIALS: "Initialen",
  TEXT: "Text",
  DATE: "Datum",
  CHECKBOX: "Kontrollkästchen",
  RADIO: "Auswahl",
  ATTACHMENT: "Anlage",
};

/** The German catalogue. */
export const de: Messages = {
  locale: "de-DE",
  ribbon: "Sandbox: keine rechtsgültige Unterschrift",
  ribbonDetail: "Diese Seite vertritt DigiSigner während der Entwicklung.",
  loading: "Ihr Dokument wird geöffnet …",
  needsScript: "Diese Seite braucht JavaScript, um das Dokument zu zeigen.",
  retry: "Erneut versuchen",
  close: "Schließen",
  cancel: "Abbrechen",
  save: "Übernehmen",
  remove: "Entfernen",
  change: "Ändern",

  fieldType: (type) => FIELD_TYPES[type],
  fieldName: (field) =>
    `Feld ${field.type}${field.label ? `, ${field.label}` : ""}, Seite ${field.page}, ${field.required ? "Pflichtfeld" : "freiwillig"}`,
  filled: "ausgefüllt",
  othersField: (type, page) => `Feld ${type} einer anderen Person, Seite ${page}`,
  otherSigner: "Andere Person",
  readOnlyField: (name, value) => `${name}, schreibgeschützt: ${value}`,
  optional: "freiwillig",
  required: "Pflichtfeld",

  signingFor: (email) => `Sie unterschreiben als ${email}`,
  sentBy: (sender) => `Gesendet von ${sender}`,
  documents: "Dokumente",
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
  page: (page) => `Seite ${page}`,
  documentCancelled: "Dieses Dokument wurde zurückgezogen. Sie müssen hier nichts tun.",
  pageFailed: "Diese Seite konnte nicht angezeigt werden.",
  documentFailed: "Das Dokument konnte nicht geladen werden.",
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  zoomFit: "An Breite anpassen",
  zoomLevel: (percent) => `Vergrößerung ${percent} Prozent`,

  guide: "Was zu tun ist",
  senderMessage: "Nachricht des Absenders",
  progress: (done, total) =>
    total === 1 ? `${done} von 1 Pflichtfeld erledigt` : `${done} von ${total} Pflichtfeldern erledigt`,
  nothingRequired: "Nichts ist Pflicht, Sie können jederzeit abschließen",
  allDone: "Alle Pflichtfelder sind erledigt",
  start: "Beginnen",
  next: "Weiter",
  finish: "Abschließen",
  finishing: "Wird abgeschlossen …",
  showFields: "Alle Felder zeigen",
  hideFields: "Felder ausblenden",
  consent:
    "Mit „Abschließen“ stimmen Sie der elektronischen Unterschrift zu. In dieser Sandbox hat sie keine rechtliche Wirkung.",
  missing: (count) =>
    count === 1 ? "Ein Pflichtfeld ist noch leer:" : `${count} Pflichtfelder sind noch leer:`,
  refused: "Das Dokument konnte nicht unterschrieben werden:",
  kept: "Ihre Eingaben sind nicht verloren.",
  offline:
    "Die Sandbox ist nicht erreichbar. Prüfen Sie, ob sie läuft, und versuchen Sie es erneut. Ihre Eingaben sind nicht verloren.",

  signHere: "Hier unterschreiben",
  initialHere: "Initialen",
  signatureTitle: "Ihre Unterschrift",
  initialsTitle: "Ihre Initialen",
  signatureUse: "Diese Unterschrift verwenden",
  initialsUse: "Diese Initialen verwenden",
  tabDraw: "Zeichnen",
  tabType: "Tippen",
  tabUpload: "Hochladen",
  drawArea: "Zeichnen Sie mit Finger, Stift oder Maus. Mit der Tastatur nutzen Sie den Reiter „Tippen“.",
  undo: "Rückgängig",
  clear: "Leeren",
  typeSignature: "Ihr voller Name",
  typeInitials: "Ihre Initialen",
  preview: "Vorschau",
  uploadChoose: "Bild wählen",
  uploadHint: "PNG oder JPEG, höchstens 4 MB",
  uploadWrongType: (name) => `„${name}“ ist weder PNG noch JPEG. Wählen Sie ein anderes Bild.`,
  uploadTooLarge: (name) => `„${name}“ ist größer als 4 MB. Wählen Sie ein kleineres Bild.`,
  uploadBroken: (name) => `„${name}“ lässt sich nicht als Bild lesen. Wählen Sie ein anderes.`,
  removeBackground: "Weißen Hintergrund entfernen",
  signatureEmptyDraw: "Zeichnen Sie zuerst Ihre Unterschrift.",
  signatureEmptyType: "Tippen Sie zuerst Ihren Namen.",
  signatureEmptyUpload: "Wählen Sie zuerst ein Bild.",
  signaturePlaced: "Unterschrift eingefügt.",
  initialsPlaced: "Initialen eingefügt.",
  signatureRemoved: "Entfernt.",
  signatureOptions: "Dieses Feld ist unterschrieben",

  textPlaceholder: "Text",
  characters: (used, most) => `${used} von ${most} Zeichen`,
  dateToday: "Heute",
  dateChoose: "Datum",
  attach: "Datei anhängen",
  attaching: "Wird hochgeladen …",
  attached: (name) => `${name} angehängt`,
  attachmentRemove: (name) => `${name} entfernen`,
  attachmentFailed: (name) => `„${name}“ konnte nicht hochgeladen werden. Versuchen Sie es erneut.`,
  attachmentTooLarge: (name) => `„${name}“ ist zu groß. Wählen Sie eine kleinere Datei.`,
  optionOf: (label, index, count) => `${label}, Möglichkeit ${index} von ${count}`,

  freeTitle: "Setzen Sie Ihre Unterschrift an die richtige Stelle",
  freeHint:
    "Der Absender hat keine Stelle markiert. Wählen Sie eine Stelle im Dokument oder den Knopf auf einer Seite.",
  freeArmed: "Wählen Sie eine Stelle im Dokument",
  freePlace: "Unterschrift einfügen",
  freePlaceAnother: "Weitere Unterschrift einfügen",
  freePlaceHere: "Auf dieser Seite einfügen",
  freePlacedOn: (page) => `Unterschrift auf Seite ${page}`,
  freeKeys:
    "Pfeiltasten verschieben sie, mit Umschalt in kleinen Schritten. Plus und Minus ändern die Größe, Entf entfernt sie.",
  freeMoved: (left, top) => `${left} Prozent von links, ${top} Prozent von oben`,
  freeSmaller: "Kleiner",
  freeLarger: "Größer",
  freeMissing: "Setzen Sie zuerst Ihre Unterschrift in das Dokument.",
  freeProgress: (count) =>
    count === 0
      ? "Noch keine Unterschrift eingefügt"
      : count === 1
        ? "Eine Unterschrift eingefügt"
        : `${count} Unterschriften eingefügt`,

  codeTitle: "Geben Sie Ihren Zugangscode ein",
  codeText:
    "Der Absender hat dieses Dokument geschützt. Sie haben den Code von ihm erhalten, nicht mit der Einladung.",
  codeLabel: "Zugangscode",
  codeOpen: "Dokument öffnen",
  codeEmpty: "Geben Sie den Zugangscode ein.",
  codeWrong: "Dieser Code stimmt nicht. Prüfen Sie ihn und versuchen Sie es erneut.",
  codeLocked: "Es gab zu viele falsche Codes. Bitten Sie den Absender um eine neue Einladung.",

  waitingTitle: "Sie sind noch nicht an der Reihe",
  waitingText:
    "Vor Ihnen unterschreiben noch andere. Sie erhalten eine E-Mail, sobald Sie an der Reihe sind.",
  waitingFor: "Es fehlt noch",
  waitingCheck: "Erneut prüfen",
  signedTitle: "Sie haben bereits unterschrieben",
  signedText: "Hier gibt es für Sie nichts mehr zu tun.",
  cancelledTitle: "Diese Einladung wurde zurückgezogen",
  cancelledText: "Der Absender hat das Dokument zurückgezogen. Es kann nicht mehr unterschrieben werden.",
  unknownTitle: "Dieser Link führt zu keinem Dokument",
  unknownText:
    "Öffnen Sie den Link in Ihrer Einladung noch einmal. Falls er kopiert wurde, fehlt vielleicht ein Teil.",
  brokenTitle: "Das Dokument konnte nicht geöffnet werden",
  doneTitle: "Unterschrieben. Vielen Dank.",
  doneText: "Ihre Unterschrift ist erfasst. Sie können diese Seite schließen.",
  doneRedirect: "Sie werden zurückgeleitet …",
  doneContinue: "Weiter",
  download: (title) => `${title} herunterladen`,
};
