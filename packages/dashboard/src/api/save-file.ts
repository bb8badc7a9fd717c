// Saves an answer of the API as a file, so that an error becomes a message and not a broken file.

/** The name in `Content-Disposition`, when the service gave one. */
export const fileNameOf = (disposition: string | null): string | undefined => {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1];
};

export const saveBlob = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this turn; a minute is ample for the largest file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

export const saveResponse = async (response: Response, fallbackName: string): Promise<void> => {
  saveBlob(await response.blob(), fileNameOf(response.headers.get("content-disposition")) ?? fallbackName);
};
