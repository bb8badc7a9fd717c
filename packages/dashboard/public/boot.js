// Runs before the first paint: the chosen theme, and schemas without eval, which our content security policy forbids.
globalThis.__zod_globalConfig = { jitless: true };
try {
  const theme = localStorage.getItem("creditnexus.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (error) {
  // Storage may be forbidden in this browser; the system's theme is then used.
  console.info("The theme could not be read", error);
}
