import { words } from '../../i18n/index.ts'
import { errorText, showToast } from '../../ui/index.ts'

/** Puts lines on the clipboard and says so. */
export function copyText(text: string, count: number): void {
  const t = words('log')
  navigator.clipboard.writeText(text).then(
    () => showToast({ kind: 'success', title: t('copied', { count }) }),
    (error: unknown) => showToast({ kind: 'error', title: t('notCopied'), text: errorText(error) }),
  )
}
