import type { ToastKind } from './toast-manager.ts'

const MOST_SHOWN = 3

/**
 * Ids of the toasts that are in sight: three at most, errors before the others, of each the newest.
 * @param toasts The newest first.
 */
export function shownToasts(toasts: readonly { readonly id: string; readonly kind: ToastKind }[]): ReadonlySet<string> {
  const errors = toasts.filter(({ kind }) => kind === 'error')
  const others = toasts.filter(({ kind }) => kind !== 'error')
  return new Set([...errors, ...others].slice(0, MOST_SHOWN).map(({ id }) => id))
}
