// A one-page agreement that says it is a sample.

const literal = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?").replaceAll(/[()\\]/g, "\\$&");

/** `title` in plain ASCII; anything else in it becomes a question mark. */
export const samplePdf = (title: string): Uint8Array<ArrayBuffer> => {
  const lines = [title, "A sample made by creditnexus. It binds nobody."];
  const content = `BT /F1 14 Tf 72 720 Td ${lines.map((line) => `(${literal(line)}) Tj 0 -24 Td`).join(" ")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
};
