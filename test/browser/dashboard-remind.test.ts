// Several agreements reminded together: whoever has to sign in each gets one mail.
import { expect, test } from "vitest";
import { call, sandbox, sendAgreement, until } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

test("the signers of the chosen agreements whose turn it is are reminded, and nobody else", async () => {
  const people = ["one@reminded.example", "two@reminded.example"];
  for (const email of people)
    await sendAgreement(desk.product(), [
      { email, order: 1 },
      { email: `later.${email}`, order: 2 },
    ]);
  await sendAgreement(desk.product(), ["three@reminded.example"]);
  const page = await desk.signedIn("/?q=reminded");
  await expect.poll(() => page.getByRole("row").count()).toBe(4);
  // The newest first: the third stays as it is.
  for (const row of [2, 3]) await page.getByRole("row").nth(row).getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "Chosen agreements" });
  await bar.getByText("2 chosen").waitFor();
  await bar.getByRole("button", { name: "Remind" }).click();
  await page.getByText("The signers of 2 agreements whose turn it is.").waitFor();
  const reminded = async () => {
    const { body } = await sandbox(desk.product(), "GET", "mailbox");
    return body.mails
      .filter(({ subject }: { subject: string }) => subject.startsWith("Reminder: "))
      .flatMap(({ to }: { to: string[] }) => to)
      .toSorted();
  };
  await until(reminded, (found) => found.length >= people.length);
  expect(await reminded()).toEqual(people);
  const { body } = await call(desk.product(), "GET", "/api/audit?action=signature.reminded");
  expect(body.entries).toHaveLength(2);
});
