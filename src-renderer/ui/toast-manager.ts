import { Toast } from '@base-ui/react/toast'

export type ToastKind = 'success' | 'info' | 'warn' | 'error'

export interface ToastMessage {
  readonly kind: ToastKind
  readonly title: string
  readonly text?: string
  /** Messages of the same kind of news show as one: the newest, with their count. Without it only equal messages do. */
  readonly fold?: string
}

const SHOWN_MS = 6_000

export const toastManager = Toast.createToastManager<{ count: number }>()

/** How often each toast that is still open has been asked for, by its identity. */
const openCounts = new Map<string, number>()

/**
 * Shows a message at the lower right. One that is equal to an open one, or of the same news, folds into it and counts
 * up. Errors stay until they are dismissed; the others go after six seconds.
 */
export function showToast({ kind, title, text, fold = `${title}:${text ?? ''}` }: ToastMessage): void {
  const id = `${kind}:${fold}`
  const count = (openCounts.get(id) ?? 0) + 1
  openCounts.set(id, count)
  toastManager.add({
    id,
    type: kind,
    title,
    description: text,
    priority: kind === 'error' ? 'high' : 'low',
    timeout: kind === 'error' ? 0 : SHOWN_MS,
    data: { count },
    onRemove: () => openCounts.delete(id),
  })
}
