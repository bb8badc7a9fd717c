// What official clients read once documents are signed: content, forms, templates, text tags, bundles, attachments.
import {
  CSHARP_JSON,
  type Fixture,
  ID,
  JAVA_GET,
  JAVA_JSON,
  KEY,
  multipart,
  PHP_JSON,
  REQUEST_ID,
} from "./fixture.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const ONE_PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function javaUpload(name: string, file: string, captured: string): Fixture {
  return {
    name: `Java uploads ${name}`,
    from: "official Java client",
    method: "POST",
    path: "/v1/documents",
    headers: [`authorization: ${KEY}`, "Content-Type: multipart/form-data; boundary=18c2f0a1b7e"],
    body: multipart(
      "18c2f0a1b7e",
      [
        `Content-Disposition: form-data; name="file"; filename="${name}.pdf"`,
        "Content-Type: application/pdf",
        "Content-Transfer-Encoding: binary",
      ],
      file,
    ),
    status: 200,
    capture: { [captured]: ID },
  };
}

/** The sandbox's own part in an exchange: what happens at DigiSigner between two calls of a client. */
function between(name: string, method: string, path: string, rest: Partial<Fixture> = {}): Fixture {
  return {
    name,
    from: "the sandbox's control API",
    method,
    path: `/_sandbox${path}`,
    headers: ["Content-Type: application/json"],
    status: 200,
    ...rest,
  };
}

function invitations(request: string, captured: Record<string, string>): Fixture {
  const capture = Object.entries(captured).map(([name, email]) => {
    const item = new RegExp(`"invitation_id":"(${UUID})"(?:(?!"invitation_id")[^])*"email":"${email}"`);
    return [name, item];
  });
  return between(`whom ${request} invites`, "GET", `/invitations?signature_request_id={${request}}`, {
    capture: Object.fromEntries(capture),
  });
}

function signs(invitation: string, fields: object = {}): Fixture {
  const body = JSON.stringify({ fields });
  return between(`${invitation} signs`, "POST", `/invitations/{${invitation}}/sign`, { body });
}

const CONTENT: readonly Fixture[] = [
  javaUpload("content", "@pdf", "content_document"),
  {
    name: "Java adds a drawn and a pictured signature",
    from: "official Java client",
    method: "POST",
    path: "/v1/documents/{content_document}/content",
    headers: JAVA_JSON,
    body: JSON.stringify({
      signatures: [
        { page: 0, rectangle: [100, 100, 300, 200], image: ONE_PIXEL },
        {
          page: 0,
          rectangle: [300, 100, 500, 200],
          draw_coordinates: '[{"lx":10,"ly":10,"mx":90,"my":40},{"lx":90,"ly":40,"mx":120,"my":12}]',
        },
      ],
    }),
    status: 200,
    contains: [/^\{\}$/],
  },
  {
    name: "an empty list of signatures changes nothing",
    from: "contract of the call",
    method: "POST",
    path: "/v1/documents/{content_document}/content",
    headers: JAVA_JSON,
    body: '{"signatures":[]}',
    status: 200,
    contains: [/^\{\}$/],
  },
  {
    name: "the document then carries them",
    from: "official Java client",
    method: "GET",
    path: "/v1/documents/{content_document}",
    headers: [`Authorization: ${KEY}`, "Accept-Charset: UTF-8"],
    status: 200,
    contains: [/^%PDF-/],
    type: "application/pdf",
  },
];

const SIGNED: readonly Fixture[] = [
  javaUpload("signed", "@pdf", "signed_document"),
  {
    name: "Java sends to two signers in order, with a field of every type",
    from: "official Java client",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: JSON.stringify({
      documents: [
        {
          document_id: "{signed_document}",
          signers: [
            {
              email: "first@example.com",
              role: "Signer 1",
              order: 1,
              fields: [
                { page: 0, rectangle: [100, 100, 300, 150], type: "SIGNATURE", api_id: "sign" },
                { page: 0, rectangle: [100, 160, 200, 190], type: "INITIALS", api_id: "initials" },
                { page: 0, rectangle: [100, 200, 300, 220], type: "TEXT", api_id: "name", content: "preset" },
                { page: 0, rectangle: [100, 230, 300, 250], type: "DATE", api_id: "date" },
                { page: 0, rectangle: [100, 260, 112, 272], type: "CHECKBOX", api_id: "box" },
                {
                  page: 0,
                  rectangle: [100, 280, 112, 292],
                  type: "RADIO",
                  api_id: "yes",
                  group_id: "g",
                  required: false,
                },
                { page: 0, rectangle: [100, 300, 300, 320], type: "ATTACHMENT", api_id: "passport" },
              ],
            },
            { email: "second@example.com", role: "Signer 2", order: 2 },
          ],
        },
      ],
      send_emails: false,
    }),
    status: 200,
    capture: { signed_request: REQUEST_ID },
  },
  invitations("signed_request", { first: "first@example.com", second: "second@example.com" }),
  {
    name: "an attachment that is not there yet",
    from: "our choice of 404",
    method: "GET",
    path: "/v1/documents/{signed_document}/fields/passport/attachment",
    headers: JAVA_GET,
    status: 404,
    contains: [/^\{"message":"Document .* has no attachment in a field \\"passport\\"/],
  },
  signs("first", { name: "J\u00c3\u00b6rg", date: "4 March 2026" }),
  {
    name: "after the first signature one signer is done and the request is not",
    from: "completion as the vendor describes it",
    method: "GET",
    path: "/v1/signature_requests/{signed_request}",
    headers: JAVA_GET,
    status: 200,
    contains: [
      /^\{"signature_request_id":"[^"]+","is_completed":false/,
      /"email":"first@example.com","is_signature_completed":true,"role":"Signer 1","order":1,"sign_document_url":"/,
      /"email":"second@example.com","is_signature_completed":false,"role":"Signer 2","order":2,"sign_document_url":"/,
    ],
  },
  {
    name: "fields carry what was submitted beside what was preset",
    from: "vendor documentation and client history",
    method: "GET",
    path: "/v1/documents/{signed_document}/fields",
    headers: JAVA_GET,
    status: 200,
    contains: [
      /"api_id":"sign",[^}]*"status":"FILLED","submitted_content":"IMAGE"/,
      /"api_id":"initials",[^}]*"status":"FILLED","submitted_content":"IMAGE"/,
      /"api_id":"name",[^}]*"status":"FILLED","content":"preset","submitted_content":"J\\u00f6rg"/,
      /"api_id":"date",[^}]*"status":"FILLED","submitted_content":"4 March 2026"/,
      /"api_id":"box",[^}]*"status":"EMPTY","required":false/,
      /"api_id":"yes",[^}]*"status":"EMPTY","required":false,"group_id":"g"/,
      /"api_id":"passport",[^}]*"status":"FILLED"/,
    ],
  },
  {
    name: "the attachment comes as the signer's own file",
    from: "official clients",
    method: "GET",
    path: "/v1/documents/{signed_document}/fields/passport/attachment",
    headers: [`Authorization: ${KEY}`, "Accept-Charset: UTF-8"],
    status: 200,
    contains: ["A sample attachment"],
    type: "text/plain",
  },
  {
    name: "a field of another type has no attachment",
    from: "our choice of 404",
    method: "GET",
    path: "/v1/documents/{signed_document}/fields/name/attachment",
    headers: JAVA_GET,
    status: 404,
  },
  signs("second"),
  {
    name: "after the last one the request is completed",
    from: "completion as the vendor describes it",
    method: "GET",
    path: "/v1/signature_requests/{signed_request}",
    headers: PHP_JSON.slice(0, 1),
    status: 200,
    contains: ['"is_completed":true', '"document_id":"{signed_document}"'],
    lacks: ['"is_signature_completed":false'],
  },
  {
    name: "the signed document comes under the id of the upload",
    from: "production code of third parties",
    method: "GET",
    path: "/v1/documents/{signed_document}",
    headers: [`Authorization: ${KEY}`, "Accept-Charset: UTF-8"],
    status: 200,
    contains: [/^%PDF-/, "/ByteRange"],
    type: "application/pdf",
  },
];

const FORMS: readonly Fixture[] = [
  javaUpload("form", "@form", "form_document"),
  {
    name: "C# sends form fields by name, check boxes by index",
    from: "official C# client",
    method: "POST",
    path: "/v1/signature_requests",
    headers: CSHARP_JSON,
    body: JSON.stringify(
      {
        branding: {},
        documents: [
          {
            document_id: "{form_document}",
            signers: [
              {
                email: "form@example.com",
                role: "Borrower",
                pdf_fields: [
                  { name: "company", content: "Meridian", label: "Company", required: true, read_only: true },
                  { name: "currency", content: "1", required: false, read_only: false },
                ],
                use_all_pdf_fields: true,
              },
            ],
          },
        ],
      },
      null,
      2,
    ),
    status: 200,
    lacks: ['"pdf_fields"', '"use_all_pdf_fields"'],
    capture: { form_request: REQUEST_ID },
  },
  {
    name: "their type, place, length and alignment come from the PDF",
    from: "client history",
    method: "GET",
    path: "/v1/documents/{form_document}/fields",
    headers: CSHARP_JSON.slice(0, 1),
    status: 200,
    contains: [
      /"api_id":"company","role":"Borrower","type":"TEXT","page":0,"rectangle":\[60,600,260,620\],"status":"EMPTY","content":"Meridian","label":"Company","required":true,"name":"company","read_only":true,"pdf_field":true,"font_size":10,"max_length":40,"alignment":"RIGHT"/,
      /"type":"CHECKBOX",[^}]*"status":"EMPTY","required":false,"name":"currency","group_id":"currency","index":0/,
      /"type":"CHECKBOX",[^}]*"content":"Y","required":false,"name":"currency","group_id":"currency","index":1/,
      /"api_id":"note",[^}]*"required":false,"name":"note","read_only":false,"pdf_field":true/,
    ],
  },
  {
    name: "a form field that is not in the PDF",
    from: "our choice of 400",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: '{"documents":[{"document_id":"{form_document}","signers":[{"email":"a@example.com","pdf_fields":[{"name":"nowhere"}]}]}]}',
    status: 400,
    contains: [/"errors":\[\{"message":"documents\[0\]\.signers\[0\]: .* named \\"nowhere\\"/],
  },
];

const TEMPLATES: readonly Fixture[] = [
  between("a template is made, as the vendor's dashboard does", "POST", "/templates", {
    headers: ["Content-Type: multipart/form-data; boundary=t"],
    body:
      '--t\r\nContent-Disposition: form-data; name="file"; filename="Loan.pdf"\r\n\r\n@pdf\r\n--t\r\n' +
      'Content-Disposition: form-data; name="fields"\r\n\r\n' +
      '[{"page":0,"rectangle":[100,100,300,150],"type":"SIGNATURE","api_id":"sign","role":"Signer 1"},' +
      '{"page":0,"rectangle":[100,200,300,220],"type":"TEXT","api_id":"rate","role":"Signer 1","label":"Rate"},' +
      '{"page":0,"rectangle":[100,300,300,350],"type":"SIGNATURE","api_id":"sign2","role":"Signer 2"}]' +
      "\r\n--t--\r\n",
    capture: { template_document: ID },
  }),
  {
    name: "PHP sends a template with preset terms and an empty group",
    from: "official PHP client",
    method: "POST",
    path: "/v1/signature_requests",
    headers: PHP_JSON,
    body:
      '{"documents":[{"document_id":"{template_document}","title":"","signers":[{"email":"a@example.com","role":"Signer 1",' +
      '"existing_fields":[{"api_id":"rate","content":"2.35 %","label":"Interest","group_id":"","required":true,"read_only":true}]}]}]}',
    status: 200,
    contains: [/"document_id":"[^"]+","title":"Loan"/],
    lacks: ["{template_document}", '"existing_fields"'],
    capture: { copy_document: ID, copy_request: REQUEST_ID },
  },
  {
    name: "the copy carries the presets, and the role nobody has stays unassigned",
    from: "official test suites",
    method: "GET",
    path: "/v1/documents/{copy_document}/fields",
    headers: PHP_JSON.slice(0, 1),
    status: 200,
    contains: [
      /"api_id":"rate","role":"Signer 1","type":"TEXT","page":0,"rectangle":\[100,200,300,220\],"status":"EMPTY","content":"2.35 %","label":"Interest","required":true,"read_only":true,"pdf_field":false/,
      '"api_id":"sign","role":"Signer 1"',
      '"api_id":"sign2","role":"Signer 2"',
    ],
    lacks: ['"group_id"'],
  },
  {
    name: "the template itself stays as it was",
    from: "vendor documentation",
    method: "GET",
    path: "/v1/documents/{template_document}/fields",
    headers: JAVA_GET,
    status: 200,
    contains: ['"label":"Rate"'],
    lacks: ['"content"'],
  },
  {
    name: "Java sends the same template again, to a signer without a role",
    from: "official Java client and its tests",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: '{"documents":[{"document_id":"{template_document}","signers":[{"email":"b@example.com"}]}]}',
    status: 200,
    lacks: ["{template_document}", "{copy_document}", '"role"', '"order"'],
  },
  {
    name: "an existing field that the template does not have",
    from: "our choice of 400",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: '{"documents":[{"document_id":"{template_document}","signers":[{"email":"b@example.com","existing_fields":[{"api_id":"x"},{"api_id":"y"}]}]}]}',
    status: 400,
    contains: [/"errors":\[\{"message":"[^"]*\\"x\\"[^"]*"\},\{"message":"[^"]*\\"y\\"/],
  },
];

const TAGS: readonly Fixture[] = [
  javaUpload("tags", "@tags", "tagged_document"),
  {
    name: "PHP sends text tags beside fields of its own",
    from: "official PHP client and its examples",
    method: "POST",
    path: "/v1/signature_requests",
    headers: PHP_JSON,
    body:
      '{"documents":[{"document_id":"{tagged_document}","signers":[{"email":"a@example.com","role":"Signer 1",' +
      '"fields":[{"page":0,"rectangle":[10,10,45,25],"type":"TEXT","group_id":"","api_id":"own"}]},' +
      '{"email":"b@example.com","role":"Signer 2"}]}],"use_text_tags":true,"hide_text_tags":true}',
    status: 200,
    contains: ['"use_text_tags":true,"hide_text_tags":true'],
  },
  {
    name: "they are fields of the signers with their roles",
    from: "vendor documentation and its test document",
    method: "GET",
    path: "/v1/documents/{tagged_document}/fields",
    headers: PHP_JSON.slice(0, 1),
    status: 200,
    contains: [
      /"role":"Signer 1","type":"SIGNATURE",[^}]*"required":true/,
      /"role":"Signer 2","type":"CHECKBOX",[^}]*"required":true/,
      /"role":"Signer 2","type":"DATE",[^}]*"content":"\d{4}-\d\d-\d\d","required":false/,
      '"api_id":"own","role":"Signer 1","type":"TEXT"',
    ],
    lacks: ["Hello"],
  },
];

const BUNDLES: readonly Fixture[] = [
  javaUpload("one", "@pdf", "one_document"),
  javaUpload("two", "@pdf", "two_document"),
  {
    name: "PHP sends a bundle with other signers on each document",
    from: "official PHP client and its examples",
    method: "POST",
    path: "/v1/signature_requests",
    headers: PHP_JSON,
    body:
      '{"send_documents_as_bundle":true,"bundle_title":"Closing","bundle_subject":"Please sign","bundle_message":"All of it",' +
      '"documents":[{"document_id":"{one_document}","signers":[{"email":"a@example.com"},{"email":"b@example.com"}]},' +
      '{"document_id":"{two_document}","signers":[{"email":"b@example.com"}]}]}',
    status: 200,
    contains: [
      '"send_documents_as_bundle":true',
      '"bundle_title":"Closing","bundle_subject":"Please sign","bundle_message":"All of it"',
      // In the order of the request.
      /"document_id":"[^"]+","title":"one".*"document_id":"[^"]+","title":"two"/,
      // One invitation for somebody who signs both.
      /"b@example.com"[^}]*invitationId=([0-9a-f-]+)".*"b@example.com"[^}]*invitationId=\1"/,
    ],
    capture: { bundle_request: REQUEST_ID },
  },
  invitations("bundle_request", { alone: "a@example.com", both: "b@example.com" }),
  signs("both"),
  {
    name: "who signs a bundle signs each of its documents",
    from: "vendor documentation",
    method: "GET",
    path: "/v1/signature_requests/{bundle_request}",
    headers: JAVA_GET,
    status: 200,
    contains: [
      '"is_completed":false',
      /"email":"a@example.com","is_signature_completed":false.*"email":"b@example.com","is_signature_completed":true.*"email":"b@example.com","is_signature_completed":true/,
    ],
  },
];

export const SIGNING_FIXTURES: readonly Fixture[] = [
  ...CONTENT,
  ...SIGNED,
  ...FORMS,
  ...TEMPLATES,
  ...TAGS,
  ...BUNDLES,
];
