// Saves everything that the list's filters find as CSV, also what is not loaded.
import { useMutation } from "@tanstack/react-query";
import { FileSpreadsheet } from "lucide-react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { saveResponse } from "../api/save-file.ts";
import { Button } from "../ui/button.tsx";
import { notifyFailure } from "../ui/toasts.tsx";
import { type ListSearch, listQueryOf } from "./list-search.ts";

export function ExportButton({ search }: { search: ListSearch }) {
  const save = useMutation({
    mutationFn: async () => saveResponse(await desk.signatures.export(listQueryOf(search)), "agreements.csv"),
    onError: (error) => notifyFailure("The agreements were not exported", describeFailure(error).detail),
  });
  return (
    <Button icon={FileSpreadsheet} busy={save.isPending} onClick={() => save.mutate()}>
      <span className="max-sm:sr-only">Export</span>
      <span className="sr-only"> all of these agreements as CSV</span>
    </Button>
  );
}
