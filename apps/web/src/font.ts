import localFont from "next/font/local";

/**
 * Inter's Latin letters, which the page asks for in its head. What comes too late waits for the next page: letters that
 * were swapped under somebody's eyes would move lines and wrap bars anew.
 */
export const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  display: "optional",
  adjustFontFallback: false,
  variable: "--font-inter",
});
