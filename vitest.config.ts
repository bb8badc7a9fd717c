// The whole suite: unit tests beside the sources, acceptance over HTTP, browsers last.
import { defineConfig } from "vitest/config";

/**
 * Tests that drive processes and browsers wait for what people would wait for, and two cores shared with others can be slower
 * than that. What fails every time still fails; a test that needed another try is named in the output.
 */
const ON_A_BUSY_MACHINE = 2;

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts", "test/*.test.ts"],
          globalSetup: ["packages/service/src/testing/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "acceptance",
          include: ["test/acceptance/**/*.test.ts", "test/soak/**/*.test.ts", "examples/**/*.test.ts"],
          testTimeout: 120_000,
          retry: ON_A_BUSY_MACHINE,
          // A page may take longer than the second that is given without this.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 180_000,
          retry: ON_A_BUSY_MACHINE,
          // A page may take longer than the second that is given without this.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
