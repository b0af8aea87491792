import { formatBytes } from "@touchline/ui/formats";
import { type DragEvent, useState } from "react";

/** A file, dropped or chosen; the button does for the keyboard what dropping does for the mouse. */
export function FileStep({
  file,
  onChoose,
  disabled,
}: {
  file: File | null;
  onChoose: (file: File) => void;
  disabled: boolean;
}) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped && !disabled) onChoose(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a way for the mouse; the control inside is for everybody
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`rounded border border-dashed p-6 ${over ? "border-accent bg-raised" : "border-line"}`}
    >
      <label htmlFor="import-file" className="block font-medium">
        {file ? "Another file" : "Drop a file here, or choose one"}
      </label>
      <p id="import-file-hint" className="mb-3 text-13 text-muted">
        CSV or JSON as the other tool wrote it, also packed as .gz. Nothing is imported before you say so.
      </p>
      <input
        id="import-file"
        type="file"
        aria-describedby="import-file-hint"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) onChoose(chosen);
          // The same file can be chosen again after it was mended.
          event.target.value = "";
        }}
        className="max-w-full text-13 text-transparent file:mr-3 file:h-9 file:rounded file:border file:border-line file:border-solid file:bg-paper file:px-3 file:font-medium file:text-14 file:text-ink"
      />
      {file && (
        <p className="wrap-anywhere mt-3" role="status">
          <span className="font-medium">{file.name}</span>, {formatBytes(file.size)}
        </p>
      )}
    </div>
  );
}
