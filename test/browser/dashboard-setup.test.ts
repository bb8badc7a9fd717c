// Setting DigiSigner up at the dashboard, and what its health page says when something is wrong.
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, signAll } from "../acceptance/desk.ts";
import { startProduct } from "../acceptance/start.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("the set-up waits for the first callback and turns green by itself when it comes", async () => {
  const sent = await sendAgreement(desk.product());
  const page = await desk.signedIn("/settings/setup");
  const steps = page.getByRole("list", { name: "Steps of the set-up" });
  await steps.getByText("Waiting for the first callback").waitFor();
  await signAll(desk.product(), sent.digisigner_request_id);
  await steps.getByText("A callback has arrived").waitFor({ timeout: 15_000 });
  await steps.getByRole("heading", { name: "The first callback (done)" }).waitFor();
  await steps.getByRole("link", { name: "Look at it" }).click();
  await page
    .getByRole("heading", { name: /SIGNED|COMPLETED/ })
    .first()
    .waitFor();
});

test("an operator sees no callback URL, a viewer no set-up at all", async () => {
  const page = await desk.signedIn("/settings/setup", { key: await desk.keyFor("operator") });
  await page.getByText("Only for administrators").waitFor();
  expect(await page.getByRole("button", { name: /^Copy/ }).count()).toBe(0);
  const viewer = await desk.signedIn("/settings/setup", { key: await desk.keyFor("viewer") });
  await viewer.getByText("Only for operators").waitFor();
  await viewer.getByRole("link", { name: "Health checks" }).click();
  await viewer.getByRole("heading", { name: "Ready" }).waitFor();
});

test("with DigiSigner the key is checked with its mode, and both URLs are there with their token", async () => {
  // Another desk's sandbox plays DigiSigner.
  const { sandboxUrl } = desk.product();
  await sandbox(desk.product(), "PUT", "settings", { mode: "TEST" });
  const live = await startProduct({
    env: {
      DIGISIGNER_API_KEY: "sandbox-api-key",
      DIGISIGNER_BASE_URL: `${sandboxUrl}/v1`,
      DIGISIGNER_WEBHOOK_SECRET: "a-secret-of-the-set-up-test",
    },
  });
  try {
    const page = await browser.page();
    await page.context().request.post(`${live.url}/api/session`, {
      data: { key: live.apiKey },
      headers: { origin: live.url },
    });
    await page.goto(`${live.url}/settings/setup`);
    await page.getByRole("button", { name: "Check the key" }).click();
    await page.getByRole("status").filter({ hasText: "DigiSigner accepts the key" }).waitFor();
    await page.getByText("The account is in TEST mode").waitFor();
    await page.getByText("Callbacks must prove their origin").waitFor();
    await page.getByText("No public address").waitFor();
    const { body } = await call(live, "GET", "/api/setup");
    expect(body.callback_urls.document_signed).toContain("token=");
    expect(await page.getByText(body.callback_urls.document_signed, { exact: true }).count()).toBe(2);
    await page.getByRole("button", { name: "Copy the URL for Document Signed" }).waitFor();
    await page.getByRole("link", { name: "Health checks" }).click();
    await page.getByText("1 thing to mend").waitFor();
    const callbacks = page.getByRole("region", { name: "Callbacks" });
    await callbacks.getByText("Not well").waitFor();
    await callbacks.getByText(/What to do: Set PUBLIC_URL to the public https address/).waitFor();
    await page.close();
  } finally {
    await live.stop();
  }
});

test("a typo in the sandbox's callback URL shows on the health page, with what to do, and goes when it is mended", async () => {
  const product = desk.product();
  const set = (path: string) =>
    sandbox(product, "PUT", "settings", { callback_urls: { document_signed: product.url + path } });
  await set("/api/signature/webhook");
  const page = await desk.signedIn("/settings/health");
  const callbacks = page.getByRole("region", { name: "Callbacks" });
  await callbacks.getByText(/leads to \/api\/signature\/webhook/).waitFor();
  await callbacks.getByText(/What to do: Restart the desk/).waitFor();
  await set("/api/signatures/webhook");
  await page.getByText("Everything is in order").waitFor({ timeout: 20_000 });
});
