/** What the browser tells of the page: whether somebody can see it, and that it was asleep. */
export interface PageLife {
  isHidden(): boolean
  /** Hears when the page is hidden or shown; @returns what ends that. */
  onVisibility(listener: () => void): () => void
  /** Hears when the page goes on after the browser had stopped it altogether; @returns what ends that. */
  onWake(listener: () => void): () => void
}

type ListenerPlace = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
type PageDocument = ListenerPlace & { readonly visibilityState: string }

/** The page that this program runs in. */
export function browserPageLife(page: PageDocument, window: ListenerPlace): PageLife {
  return {
    isHidden: () => page.visibilityState === 'hidden',
    onVisibility: (listener) => {
      page.addEventListener('visibilitychange', listener)
      return () => page.removeEventListener('visibilitychange', listener)
    },
    onWake: (listener) => {
      /* `resume` ends a freeze (Page Lifecycle); a page that is taken out of the cache of past pages says `pageshow`. */
      const handleShow = (event: Event): void => {
        if ('persisted' in event && event.persisted === true) listener()
      }
      page.addEventListener('resume', listener)
      window.addEventListener('pageshow', handleShow)
      return () => {
        page.removeEventListener('resume', listener)
        window.removeEventListener('pageshow', handleShow)
      }
    },
  }
}
