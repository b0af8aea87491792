"use client";

import type { MetricUnit } from "@touchline/domain/metric-descriptor";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { ChartWords } from "./chart-words.ts";
import { savePicture } from "./picture.ts";
import type { Scale } from "./scale.ts";
import type { TrendPoint, UsualRange } from "./trend-drawing.ts";

const Reading = lazy(() => import("./chart-reading.tsx"));

/**
 * What scripts add to a chart that the server drew: single points are read under the pointer, and the picture can be
 * saved. The reading is loaded when a pointer first comes near.
 */
export function LiveChart({
  words,
  points,
  unit,
  scale,
  usual,
  children,
}: {
  words: ChartWords;
  points: readonly TrendPoint[];
  unit: MetricUnit;
  scale: Scale;
  usual: UsualRange | null;
  children: ReactNode;
}) {
  const [near, setNear] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = () =>
    savePicture(words, points, unit, usual).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <>
      <div onPointerEnter={() => setNear(true)} className="relative mt-4 mr-14 mb-8 ml-10 h-56 xl:h-72">
        {children}
        {near && (
          <Suspense>
            <Reading words={words} points={points} unit={unit} scale={scale} />
          </Suspense>
        )}
      </div>
      <div className="float-right text-13 print:hidden">
        <span role="status" className="text-worse">
          {failed && "The picture could not be saved. "}
        </span>
        <button type="button" onClick={() => void save()} className="scripted text-muted hover:text-ink">
          Save as PNG
        </button>
      </div>
    </>
  );
}
