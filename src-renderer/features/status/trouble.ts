import type { ComponentView } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'

/** The components that are not well, in one line. */
export function describeTrouble(components: readonly ComponentView[]): string {
  const t = words('status')
  const trouble = components.flatMap(({ name, state }) =>
    state === 'degraded' || state === 'faulted' ? [t(`trouble.${state}`, { name })] : [],
  )
  return trouble.length === 0 ? t('trouble.none') : trouble.join(', ')
}
