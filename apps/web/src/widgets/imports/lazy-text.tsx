import { type InputProps, TextField } from "@touchline/ui/field";
import { useState } from "react";

/** A line of text that counts when it is left or Enter is pressed, not at every letter. */
export function LazyText({
  value,
  onCommit,
  ...rest
}: Omit<InputProps, "value" | "onChange" | "onBlur"> & { value: string; onCommit: (text: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed !== null && typed.trim() !== value) onCommit(typed.trim());
    setTyped(null);
  };
  return (
    <TextField
      {...rest}
      value={typed ?? value}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
