import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * Whether a drawing is wider than its frame, which then shows the newest of it first: what lies before `share` of its
 * width. Where somebody moves it to afterwards, there it stays.
 */
export function useNewestInView(frame: RefObject<HTMLElement | null>, share: number): boolean {
  const [isCut, setCut] = useState(false);
  useLayoutEffect(() => {
    const { current } = frame;
    if (!current) return;
    const measure = () => setCut(current.scrollWidth > current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [frame]);
  useLayoutEffect(() => {
    const { current } = frame;
    if (!isCut || !current) return;
    const { scrollWidth, clientWidth } = current;
    const newest = scrollWidth * share;
    // With little to come, up to the end, where the scale stands.
    current.scrollLeft = scrollWidth - newest < clientWidth / 2 ? scrollWidth : newest - clientWidth;
  }, [frame, isCut, share]);
  return isCut;
}
