/** How a line is drawn in a picture, in small, beside what it means. band: the colour of its interval. */
export function Swatch({ tone, band, dotted = false }: { tone: string; band?: string; dotted?: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 10" className="mr-0.5 inline-block h-2.5 w-5">
      {band !== undefined && <path d="M0 0h20v10H0z" fill={band} />}
      <path
        d="M0 5h20"
        stroke={tone}
        strokeWidth={band === undefined ? 1 : 2}
        strokeDasharray={dotted ? "2 3" : undefined}
      />
    </svg>
  );
}

/** The same of a point that stands out. */
export function RingSwatch() {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 10" className="mr-0.5 inline-block h-2.5 w-5">
      <circle cx="10" cy="5" r="4" fill="none" stroke="var(--worse)" strokeWidth="1.5" />
    </svg>
  );
}
