// The body of a callback: laid out to be read, or exactly as it came.
import type { CallbackDetail } from "@creditnexus/contract";
import { Download } from "lucide-react";
import { useState } from "react";
import { saveBlob } from "../api/save-file.ts";
import { Button } from "../ui/button.tsx";
import { Code, prettyJson } from "../ui/code.tsx";
import { Panel } from "../ui/panel.tsx";
import { Segments } from "../ui/segments.tsx";
import { bytesOf, hexDump } from "./raw-body.ts";

const views = [
  { value: "formatted", label: "Formatted" },
  { value: "raw", label: "Raw" },
];

export function BodyPanel({ callback }: { callback: CallbackDetail }) {
  const { callback_id, size, body_text, body_base64 } = callback;
  const [view, setView] = useState("formatted");
  // There is no other layout for what is no text.
  const isRaw = view === "raw" || body_text === null;
  const raw = () => body_text ?? hexDump(bytesOf(body_base64));
  return (
    <Panel
      title="Body"
      aside={
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="tnum text-sm text-faint">{size} bytes</span>
          {body_text !== null && <Segments label="View" value={view} onChange={setView} options={views} />}
          <Button
            weight="quiet"
            size="sm"
            icon={Download}
            label="Download the bytes"
            onClick={() => saveBlob(new Blob([bytesOf(body_base64)]), `${callback_id}.bin`)}
          />
        </div>
      }
    >
      <Code label={isRaw ? "Body, raw" : "Body, formatted"}>{isRaw ? raw() : prettyJson(body_text)}</Code>
    </Panel>
  );
}
