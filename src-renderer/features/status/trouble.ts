import type { ComponentView } from '../../../src-contract/index.ts'

const isTrouble = ({ state }: ComponentView): boolean => state === 'degraded' || state === 'faulted'

/** The components that are not well, in one line. */
export function describeTrouble(components: readonly ComponentView[]): string {
  const trouble = components.filter(isTrouble).map(({ name, state }) => `${name} ${state}`)
  return trouble.length === 0 ? 'All components are running' : trouble.join(', ')
}
