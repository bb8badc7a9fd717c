// Requests as DigiSigner's official clients and known integrations put them on the wire, and what they need back.

/** One exchange. `{name}` in path and body stands for a value captured from an earlier answer. */
export interface Fixture {
  name: string;
  /** Whose request this is, or what fact it holds. */
  from: string;
  method: string;
  path: string;
  headers: readonly string[];
  /** Bytes as latin1; `@pdf` stands for a small PDF. */
  body?: string;
  status: number;
  /** Text that the answer's body has to contain or match. */
  contains?: readonly (string | RegExp)[];
  /** Header lines of the answer, as patterns on the whole head. */
  head?: readonly RegExp[];
  /** Captured name to the pattern whose first group is the value. */
  capture?: Readonly<Record<string, RegExp>>;
}

const KEY = `Basic ${Buffer.from("sandbox-api-key:").toString("base64")}`;
const KEY_WITHOUT_COLON = `Basic ${Buffer.from("sandbox-api-key").toString("base64")}`;
const JAVA_JSON = [
  `Authorization: ${KEY}`,
  "Content-Type: application/json;charset=UTF-8",
  "Accept: application/json",
  "User-Agent: Java/1.8.0_392",
];
const JAVA_GET = [
  `Authorization: ${KEY}`,
  "Accept: application/json;charset=UTF-8",
  "User-Agent: Java/1.8.0_392",
];
const CSHARP_JSON = [`Authorization: ${KEY}`, "Content-Type: application/json", "Expect: 100-continue"];
const PHP_JSON = [
  `Authorization: ${KEY}`,
  "Content-Type: application/json",
  "Accept: */*",
  "Accept-Charset: UTF-8",
];
const ID = /"document_id":"([^"]+)"/;
const REQUEST_ID = /"signature_request_id":"([^"]+)"/;

function multipart(boundary: string, ...partHeaders: string[]): string {
  return `--${boundary}\r\n${partHeaders.join("\r\n")}\r\n\r\n@pdf\r\n--${boundary}--\r\n`;
}

export const FIXTURES: readonly Fixture[] = [
  {
    name: "Java uploads",
    from: "official Java client",
    method: "POST",
    path: "/v1/documents",
    headers: [
      `authorization: ${KEY}`,
      "Content-Type: multipart/form-data; boundary=18c2f0a1b7d",
      "Accept: text/html, image/gif, image/jpeg, */*; q=0.2",
    ],
    body: multipart(
      "18c2f0a1b7d",
      'Content-Disposition: form-data; name="file"; filename="Vertrag f\xc3\xbcr Z\xc3\xbcrich.pdf"',
      "Content-Type: application/pdf",
      "Content-Transfer-Encoding: binary",
    ),
    status: 200,
    contains: [/^\{"document_id":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"\}$/],
    capture: { java_document: ID },
  },
  {
    name: "C# uploads with Expect and an octet-stream part",
    from: "official C# client",
    method: "POST",
    path: "/v1/documents",
    headers: [
      `Authorization: ${KEY}`,
      "Content-Type: multipart/form-data; boundary=---------------------8dbf5a2c1e7f400",
      "Expect: 100-continue",
    ],
    body: multipart(
      "---------------------8dbf5a2c1e7f400",
      'Content-Disposition: form-data; name="file"; filename="document.pdf"',
      "Content-Type: application/octet-stream",
    ),
    status: 200,
    capture: { csharp_document: ID },
  },
  {
    name: "PHP uploads with a language",
    from: "official PHP client",
    method: "POST",
    path: "/v1/documents",
    headers: [
      `Authorization: ${KEY}`,
      "Accept: */*",
      "Accept-Language: de_DE",
      "Content-Type: multipart/form-data; boundary=------------------------d74496d66958873e",
    ],
    body: multipart(
      "------------------------d74496d66958873e",
      'Content-Disposition: form-data; name="file"; filename="document.pdf"',
      "Content-Type: application/octet-stream",
    ),
    status: 200,
    capture: { php_document: ID },
  },
  {
    name: "an older client calls below another prefix",
    from: "default server URL before 2020",
    method: "GET",
    path: "/online/api/v1/documents/{java_document}/fields",
    headers: JAVA_GET,
    status: 200,
    contains: [/^\{"document_fields":\[\]\}$/],
  },
  {
    name: "Java sends with everything its tests send",
    from: "official Java client and its tests",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: JSON.stringify({
      documents: [
        {
          document_id: "{java_document}",
          subject: "Sample subject",
          message: "Sample message",
          signers: [
            {
              email: "signer_1@example.com",
              role: "Signer 1",
              order: 1,
              fields: [
                {
                  page: 0,
                  rectangle: [100, 100, 300, 200],
                  type: "SIGNATURE",
                  api_id: "sign_here",
                  required: true,
                  read_only: false,
                },
                {
                  page: 0,
                  rectangle: [100, 300, 300, 320],
                  type: "TEXT",
                  content: "Sample content",
                  label: "Name",
                  required: true,
                  read_only: true,
                },
                {
                  page: 0,
                  rectangle: [100, 330, 112, 342],
                  type: "CHECKBOX",
                  group_id: "g",
                  required: false,
                },
              ],
              existing_fields: [],
              pdf_fields: [],
            },
            { email: "signer_2@example.com", role: "Signer 2", order: 2, access_code: "secret" },
          ],
        },
      ],
      send_emails: false,
      embedded: false,
      redirect_for_signing_to_url: "http://localhost:8080/sign?a=b",
      redirect_after_signing_to_url: "http://localhost:8080/after?c=d",
      use_text_tags: false,
      hide_text_tags: false,
      send_documents_as_bundle: false,
    }),
    status: 200,
    contains: [
      '"is_completed":false',
      '"send_emails":false',
      '"embedded":false',
      '"send_reminder_emails":false',
      '"redirect_for_signing_to_url":"http://localhost:8080/sign?a=b"',
      '"title":"Vertrag f\\u00fcr Z\\u00fcrich"',
      '"role":"Signer 1"',
      '"order":2',
      /"sign_document_url":"[^"]*\/online\/showDocument\?documentId=[^"&]+&invitationId=[^"]+"/,
      /^(?!.*(secret|access_code|branding|"fields")).*$/,
    ],
    capture: { java_request: REQUEST_ID },
  },
  {
    name: "the status is the same object",
    from: "official test suites",
    method: "GET",
    path: "/v1/signature_requests/{java_request}",
    headers: JAVA_GET,
    status: 200,
    contains: [
      '"signature_request_id":"{java_request}"',
      '"redirect_after_signing_to_url":"http://localhost:8080/after?c=d"',
    ],
  },
  {
    name: "fields come back with exact values, absent ones left out",
    from: "official test suites",
    method: "GET",
    path: "/v1/documents/{java_document}/fields",
    headers: JAVA_GET,
    status: 200,
    contains: [
      '{"api_id":"sign_here","role":"Signer 1","type":"SIGNATURE","page":0,"rectangle":[100,100,300,200],"status":"EMPTY","required":true,"read_only":false,"pdf_field":false}',
      '"content":"Sample content","label":"Name","required":true,"read_only":true',
      '"type":"CHECKBOX","page":0,"rectangle":[100,330,112,342],"status":"EMPTY","required":false,"group_id":"g"',
    ],
  },
  {
    name: "C# sends pretty-printed, with readonly, an empty branding and its own false flags",
    from: "official C# client",
    method: "POST",
    path: "/v1/signature_requests",
    headers: CSHARP_JSON,
    body: JSON.stringify(
      {
        signature_request_id: null,
        is_completed: false,
        branding: {},
        documents: [
          {
            document_id: "{csharp_document}",
            signers: [
              {
                email: "signer_1@example.com",
                is_signature_completed: false,
                sign_document_url: null,
                access_code: null,
                order: null,
                fields: [
                  {
                    page: 0,
                    rectangle: [1, 2, 3, 4],
                    type: "TEXT",
                    readonly: true,
                    group_id: null,
                    content: "  ",
                  },
                ],
              },
            ],
          },
        ],
        unknown_key: { nested: [1] },
      },
      null,
      2,
    ),
    status: 200,
    contains: ['"send_emails":true', /^(?!.*"order").*$/],
    capture: { csharp_request: REQUEST_ID },
  },
  {
    name: "a blank preset is none, and readonly is not read_only",
    from: "client histories",
    method: "GET",
    path: "/v1/documents/{csharp_document}/fields",
    headers: CSHARP_JSON.slice(0, 1),
    status: 200,
    contains: [/^(?!.*"content").*$/, '"read_only":false'],
  },
  {
    name: "PHP sends escaped slashes, branding as an array, empty strings and impossible places",
    from: "official PHP client and its examples",
    method: "POST",
    path: "/v1/signature_requests",
    headers: PHP_JSON,
    body:
      '{"branding":[{"email_from_field":"Sales","reply_to_email":""}],"redirect_after_signing_to_url":"https:\\/\\/desk.test\\/done",' +
      '"documents":[{"document_id":"{php_document}","title":"","subject":"","message":"","signers":[{"email":"signer_1@example.com",' +
      '"fields":[{"page":15,"rectangle":[100,23,45,55],"type":"TEXT","group_id":""},{"page":0,"rectangle":[10,20,45,5],"type":"DATE"}],' +
      '"existing_fields":[]}]}]}',
    status: 200,
    contains: [
      '"redirect_after_signing_to_url":"https://desk.test/done"',
      '"title":"document"',
      /"subject":"[^"]+"/,
    ],
    capture: { php_request: REQUEST_ID },
  },
  {
    name: "impossible places are kept, corners put in order",
    from: "our choice",
    method: "GET",
    path: "/v1/documents/{php_document}/fields",
    headers: PHP_JSON.slice(0, 1),
    status: 200,
    contains: ['"page":15,"rectangle":[45,23,100,55]', '"rectangle":[10,5,45,20]'],
  },
  {
    name: "a production integration sends the key without a colon, and nulls",
    from: "third-party code",
    method: "POST",
    path: "/v1/signature_requests",
    headers: [`Authorization: ${KEY_WITHOUT_COLON}`, "Content-Type: application/json"],
    body: '{"documents":[{"document_id":"{php_document}","title":null,"subject":null,"message":null,"signers":[{"email":"a@example.com","role":null,"fields":null}]}],"send_emails":null,"branding":null}',
    status: 200,
    contains: ['"send_emails":true'],
  },
  {
    name: "C# adds content under its own key with a broken image",
    from: "official C# client and its tests",
    method: "POST",
    path: "/v1/documents/{csharp_document}/content",
    headers: CSHARP_JSON,
    body: '{"Signatures":[{"page":0,"rectangle":[1,2,3,4],"image":"YVZaQ1QxSjNNRXRIWjI5QlFVRkI=","draw_coordinates":null}]}',
    status: 200,
    contains: [/^\{\}$/],
  },
  {
    name: "a download is raw bytes with their length",
    from: "official clients",
    method: "GET",
    path: "/v1/documents/{java_document}",
    headers: [`Authorization: ${KEY}`, "Accept-Charset: UTF-8"],
    status: 200,
    contains: [/^%PDF-/],
    head: [/^content-type: application\/pdf$/im],
  },
  {
    name: "a client sends an id with raw blanks",
    from: "Java and PHP clients do not encode ids",
    method: "GET",
    path: "/v1/documents/{java_document}/fields/my passport copy/attachment",
    headers: JAVA_GET,
    status: 404,
    contains: ["my passport copy"],
  },
  {
    name: "a document is deleted",
    from: "official clients, third-party code",
    method: "DELETE",
    path: "/v1/documents/{php_document}",
    headers: PHP_JSON.slice(0, 1),
    status: 200,
    contains: [/^\{\}$/],
  },
  {
    name: "and a second time it is not there",
    from: "official test suite",
    method: "DELETE",
    path: "/v1/documents/{php_document}",
    headers: PHP_JSON.slice(0, 1),
    status: 404,
    contains: [/^\{"message":"[^"]+/],
  },
  {
    name: "no key",
    from: "our choice",
    method: "GET",
    path: "/v1/documents/x",
    headers: [],
    status: 401,
    head: [/^www-authenticate: Basic /im],
    contains: [/^\{"message":"[^"]+/],
  },
  {
    name: "a wrong key",
    from: "our choice",
    method: "GET",
    path: "/v1/documents/x",
    headers: [`Authorization: Basic ${Buffer.from("wrong:").toString("base64")}`],
    status: 401,
  },
  {
    name: "a bearer token, which DigiSigner does not know",
    from: "official clients",
    method: "GET",
    path: "/v1/documents/x",
    headers: ["Authorization: Bearer sandbox-api-key"],
    status: 401,
  },
  {
    name: "what DigiSigner does not offer",
    from: "no public trace of listing requests",
    method: "GET",
    path: "/v1/templates",
    headers: JAVA_GET,
    status: 404,
    contains: [/^\{"message":"[^"]+/],
  },
  {
    name: "a wrong method",
    from: "our choice",
    method: "PUT",
    path: "/v1/documents/{java_document}",
    headers: JAVA_GET,
    status: 405,
    head: [/^allow: GET, DELETE$/im],
  },
  {
    name: "a body that is no JSON",
    from: "our choice",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: "{documents:",
    status: 400,
    contains: [/"errors":\[\{"message":"/],
  },
  {
    name: "an upload that is no multipart",
    from: "our choice",
    method: "POST",
    path: "/v1/documents",
    headers: JAVA_JSON,
    body: "{}",
    status: 415,
  },
  {
    name: "no documents",
    from: "our choice",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: '{"documents":[]}',
    status: 400,
    contains: ['{"message":"documents must name at least one document."}'],
  },
  {
    name: "every fault has a detail of its own",
    from: "official clients read errors[].message",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: '{"documents":[{"document_id":"{java_document}","signers":[{"email":"nobody","fields":[{"page":0,"rectangle":[1,2],"type":"STAMP"}]}]},{"signers":[]}]}',
    status: 400,
    contains: [
      "documents[0].signers[0].email",
      "documents[0].signers[0].fields[0].type",
      "fields[0].rectangle",
      "documents[1].document_id",
    ],
  },
  {
    name: "an unknown document",
    from: "our choice",
    method: "POST",
    path: "/v1/signature_requests",
    headers: JAVA_JSON,
    body: '{"documents":[{"document_id":"none","signers":[{"email":"a@example.com"}]}]}',
    status: 404,
  },
];
