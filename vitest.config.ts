// The whole suite: unit tests beside the sources, acceptance over HTTP, browsers last.
import { defineConfig } from "vitest/config";

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
        },
      },
      {
        extends: true,
        test: { name: "browser", include: ["test/browser/**/*.test.ts"], testTimeout: 180_000 },
      },
    ],
  },
});
