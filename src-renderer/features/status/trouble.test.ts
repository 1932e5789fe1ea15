import { expect, it } from 'vitest'
import type { ComponentView } from '../../../src-contract/index.ts'
import { describeTrouble } from './trouble.ts'

const component = (name: string, state: ComponentView['state']): ComponentView => ({
  name,
  state,
  phase: 1,
  critical: false,
  dependsOn: [],
  sinceMs: 0,
  restarts: 0,
  reason: null,
})

it('names the components that are not well', () => {
  const components = [component('storage', 'running'), component('backup', 'faulted'), component('feed', 'degraded')]
  expect(describeTrouble(components)).toBe('backup faulted, feed degraded')
  expect(describeTrouble(components.slice(0, 1))).toBe('All components are running')
})
