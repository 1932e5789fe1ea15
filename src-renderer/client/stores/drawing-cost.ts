/**
 * Lets something be drawn and tells what it cost: the time that the window was busy with it, in milliseconds.
 *
 * @param draw - Called at once.
 * @param done - Called with the cost; never, where nothing is shown.
 */
export type MeasureDrawing = (draw: () => void, done: (costMs: number) => void) => void

/** Counts the components' work and the frame that shows its result: layout and paint are most of it. */
export const measureDrawing: MeasureDrawing = (draw, done) => {
  const begunMs = performance.now()
  draw()
  // A hidden window has no frames: what waits for one would gather there until it is shown.
  if (document.hidden) return
  // Components that were told render in a microtask, which was queued before this one.
  queueMicrotask(() => {
    const renderedMs = performance.now() - begunMs
    requestAnimationFrame(() => {
      const frameMs = performance.now()
      // The next task comes when the frame has been painted.
      setTimeout(() => done(renderedMs + performance.now() - frameMs))
    })
  })
}
