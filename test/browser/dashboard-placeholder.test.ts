// Addresses that belong to nobody: a warning in the sandbox, refused where the real DigiSigner would send to them.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { call } from "../acceptance/desk.ts";
import { startProduct } from "../acceptance/start.ts";
import { fillRequest, withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

const NOBODY = { name: "Jane Doe", email: "jane@example.com" };
const openReview = async (page: Page) => {
  await fillRequest(page, [NOBODY]);
  await page.getByRole("button", { name: "Review" }).click();
};

test("in the sandbox an address of nobody is a warning, with DigiSigner it has to be replaced", async () => {
  const page = await desk.signedIn("/new");
  await openReview(page);
  await page.getByRole("heading", { name: "What will happen" }).waitFor();
  await page.getByRole("button", { name: "Back to the form" }).click();
  await page.getByText("fine in the sandbox, refused by the real DigiSigner").waitFor();

  // The sandbox of the other desk plays DigiSigner.
  const live = await startProduct({
    env: {
      DIGISIGNER_API_KEY: "sandbox-api-key",
      DIGISIGNER_BASE_URL: `${desk.product().sandboxUrl}/v1`,
      DIGISIGNER_WEBHOOK_SECRET: "a-secret-of-the-placeholder-test",
    },
  });
  try {
    const real = await browser.page();
    await real.context().request.post(`${live.url}/api/session`, {
      data: { key: live.apiKey },
      headers: { origin: live.url },
    });
    await real.goto(`${live.url}/new`);
    await openReview(real);
    await real.getByText("This address belongs to nobody. Enter the signer's real address.").waitFor();
    const email = real.getByLabel("E-mail", { exact: true });
    expect(await email.getAttribute("aria-invalid")).toBe("true");
    await email.fill("jane@northgate-bank.com");
    await real.getByRole("button", { name: "Review" }).click();
    await real.getByRole("heading", { name: "What will happen" }).waitFor();
    expect((await call(live, "GET", "/api/signatures")).body.signatures).toEqual([]);
    await real.close();
  } finally {
    await live.stop();
  }
});
