/** How numbers stand in the sentences of an alert. */
const PLAIN = new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 })
const PERCENT = new Intl.NumberFormat('en-US', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 })
const SECONDS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const MS_PER_S = 1_000
const BYTES_PER_MB = 1_000_000

/** `1,250.5`: a price, quantity or count without trailing zeros. */
export function numberText(value: number): string {
  return PLAIN.format(value)
}

/** A fraction as percent: 0.042 is `4.20%`. */
export function percentText(fraction: number): string {
  return PERCENT.format(fraction)
}

/** `12.3 s`. */
export function secondsText(durationMs: number): string {
  return `${SECONDS.format(durationMs / MS_PER_S)} s`
}

/** `512 MB`. */
export function megabytesText(bytes: number): string {
  return `${SECONDS.format(bytes / BYTES_PER_MB)} MB`
}

/** The symbol of `venue:symbol`. */
export function symbolText(instrumentId: string): string {
  return instrumentId.slice(instrumentId.indexOf(':') + 1)
}

/** `2026-01-31 12:00:05 UTC`. */
export function utcText(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** Ends a text that somebody else wrote with a full stop, where it has no end of its own. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** `by hand` or `of strategy trend`. */
export function ownerText(owner: string): string {
  return owner === 'hand' ? 'by hand' : owner.replace(/^strategy:/, 'of strategy ')
}
