/** What a page did over a stretch of time. */
export interface FrameFigures {
  /** Times between frames, in ms. */
  readonly frameMs: readonly number[]
  /** Scripts that ran in frames that took longer than the browser calls long (50 ms), for whoever has to find the cause. */
  readonly slowScripts: readonly SlowScript[]
}

export interface SlowScript {
  readonly tookMs: number
  /** How it was called, and where it stands. */
  readonly place: string
}

export interface FrameProbe {
  start(): void
  stop(): FrameFigures
}

declare global {
  interface Window {
    readonly benchFrames: FrameProbe
  }
}

/** Times frames. Runs in the page, before its own scripts, and so must not use anything from outside itself. */
export function installFrameProbe(): void {
  const frameMs: number[] = []
  const slowScripts: SlowScript[] = []
  let lastMs = 0
  let frame = 0

  // The clock, not the frame's own time: that is the time of the display, whatever delayed the page until it began.
  const handleFrame = (): void => {
    const nowMs = performance.now()
    frameMs.push(nowMs - lastMs)
    lastMs = nowMs
    frame = requestAnimationFrame(handleFrame)
  }
  const frames = new PerformanceObserver((list) => {
    for (const { scripts = [] } of list.getEntries() as (PerformanceEntry & { scripts?: ScriptEntry[] })[]) {
      for (const script of scripts) slowScripts.push(slowScript(script))
    }
  })

  /** Chromium's PerformanceScriptTiming. */
  interface ScriptEntry {
    readonly duration: number
    readonly invoker: string
    readonly sourceURL: string
    readonly sourceFunctionName: string
    readonly sourceCharPosition: number
  }
  function slowScript(entry: ScriptEntry): SlowScript {
    const { duration, invoker, sourceURL, sourceFunctionName, sourceCharPosition } = entry
    return { tookMs: duration, place: `${invoker} ${sourceFunctionName} ${sourceURL}:${sourceCharPosition}` }
  }

  const probe: FrameProbe = {
    start() {
      frameMs.length = 0
      slowScripts.length = 0
      lastMs = performance.now()
      frame = requestAnimationFrame(handleFrame)
      frames.observe({ type: 'long-animation-frame' })
    },
    stop() {
      cancelAnimationFrame(frame)
      frames.disconnect()
      return { frameMs, slowScripts }
    },
  }
  Object.assign(window, { benchFrames: probe })
}
