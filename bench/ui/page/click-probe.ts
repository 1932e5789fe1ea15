export interface ClickProbe {
  /** From now on, measures from each click until an element that fits the selector has come into the page. */
  start(selector: string): void
  /** How many clicks have been answered. */
  answered(): number
  /** How long each took, in ms. */
  stop(): readonly number[]
}

declare global {
  interface Window {
    readonly benchClicks: ClickProbe
  }
}

/** Times answers to clicks. Runs in the page, and so must not use anything from outside itself. */
export function installClickProbe(): void {
  const tookMs: number[] = []
  let answerSelector = ''
  let clickedAtMs: number | undefined
  let known: Element | null = null

  const handleClick = (event: MouseEvent): void => {
    // The time of the input itself, before it waited for the page.
    clickedAtMs = event.timeStamp
    known = document.querySelector(answerSelector)
  }
  const answers = new MutationObserver(() => {
    if (clickedAtMs === undefined) return
    const answer = document.querySelector(answerSelector)
    if (answer === null || answer === known) return
    tookMs.push(performance.now() - clickedAtMs)
    clickedAtMs = undefined
  })

  const probe: ClickProbe = {
    start(selector) {
      tookMs.length = 0
      answerSelector = selector
      document.addEventListener('click', handleClick, { capture: true })
      answers.observe(document.body, { childList: true, subtree: true })
    },
    answered: () => tookMs.length,
    stop() {
      document.removeEventListener('click', handleClick, { capture: true })
      answers.disconnect()
      return tookMs
    },
  }
  Object.assign(window, { benchClicks: probe })
}
