/** What of a click counts: how many of them followed each other so fast that they are one gesture. */
type Click = { readonly detail: number }
type Key = { readonly key: string; readonly repeat: boolean; preventDefault(): void }

/**
 * Handler of a click that must act once for one gesture: the second click of a double click is left out. It would come
 * after the answer to the first, and mean the same deed again, its opposite, or another row that has moved up.
 */
export const oncePerPress =
  <Event extends Click>(act: (event: Event) => void) =>
  (event: Event): void => {
    if (event.detail <= 1) act(event)
  }

/** Handler of the keys of a button: browsers click it again and again while Enter is held, which nobody means. */
export const withoutHeldEnter =
  <Event extends Key>(handle?: (event: Event) => void) =>
  (event: Event): void => {
    if (event.key === 'Enter' && event.repeat) event.preventDefault()
    handle?.(event)
  }
