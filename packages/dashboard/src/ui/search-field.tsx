// A search box whose words go up after a pause in typing; `/` focuses it.
import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useHotkey } from "../shell/use-hotkey.ts";
import { Button } from "./button.tsx";
import { inputClass } from "./field.tsx";
import { Kbd } from "./kbd.tsx";

const TYPING_PAUSE = 220;

export interface SearchFieldProps {
  label: string;
  placeholder: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value ?? "");
  const latest = useRef(onChange);
  latest.current = onChange;
  useHotkey("/", () => input.current?.select());

  const told = useRef(value);
  useEffect(() => {
    // Only a change from outside, such as the back button, overwrites what is being typed.
    if (value !== told.current) setText(value ?? "");
    told.current = value;
  }, [value]);
  useEffect(() => {
    const wanted = text.trim() === "" ? undefined : text.trim();
    if (wanted === told.current) return;
    const timer = setTimeout(() => {
      told.current = wanted;
      latest.current(wanted);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <search className="relative block w-full md:w-72 xl:w-60 2xl:w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className={`${inputClass} h-8.5 pr-9 pl-8.5 max-sm:h-10 [&::-webkit-search-cancel-button]:hidden`}
      />
      {text === "" ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 max-md:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      ) : (
        <Button
          weight="quiet"
          size="sm"
          icon={X}
          label="Clear the search"
          className="absolute top-1/2 right-1 -translate-y-1/2"
          onClick={() => {
            setText("");
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}
