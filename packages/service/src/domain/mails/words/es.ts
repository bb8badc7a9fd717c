// The mails in Spanish.
import type { Words } from "./words.ts";

export const es: Words = {
  locale: "es-ES",
  greeting: (name) => (name === undefined ? "Buenos días:" : `Buenos días, ${name}:`),
  reminder: {
    subject: (title) => `Recordatorio: ${title} espera su firma`,
    heading: "Todavía falta su firma",
    body: (title, days) =>
      `«${title}» todavía espera su firma. El plazo para firmar termina ${days <= 1 ? "en menos de 24 horas" : `en ${days} días`}.`,
    expires: "Fin del plazo",
    sign: "Revisar y firmar",
    signOneOf: (index, count) => `Revisar y firmar el documento ${index} de ${count}`,
    severalLinks: "Cada documento tiene su propio enlace; fírmelos uno tras otro, por favor.",
    linkIsYours:
      "El enlace es solo para usted: quien lo tenga puede firmar en su nombre. Por favor, no reenvíe este mensaje.",
  },
  cancellation: {
    subject: (title) => `Cancelado: ${title}`,
    heading: "La solicitud de firma se ha cancelado",
    body: (title) =>
      `La solicitud de firma de «${title}» se ha cancelado. No tiene que hacer nada; el enlace que recibió ya no funciona.`,
    reason: "Motivo",
  },
  completion: {
    subject: (title) => `Completado: ${title}`,
    heading: "Todos han firmado",
    body: (title) => `Todos han firmado «${title}».`,
    nothingToDo: "No tiene que hacer nada; el enlace con el que firmó ya no hace falta.",
  },
  senderCompletion: {
    body: (title) => `Todos han firmado «${title}», que usted envió.`,
    proof:
      "El PDF firmado se recoge y se compara con lo enviado. El escritorio muestra cuándo está listo y el PDF se puede descargar.",
    open: "Abrir en el escritorio",
    signIn: "El escritorio le pide que inicie sesión; el enlace por sí solo no abre nada.",
    signers: "Firmantes",
  },
  documents: "Documentos",
  completedAt: "Completado",
  contact: (email) =>
    email === undefined
      ? "¿Preguntas, o no tiene copia del documento? Diríjase a quien le envió el acuerdo."
      : `¿Preguntas, o no tiene copia del documento? Escriba a ${email}.`,
  sandbox: "Este mensaje viene de un entorno de pruebas: las firmas hechas allí no obligan a nadie.",
  from: "Enviado por CreditNexus Signatures",
};
