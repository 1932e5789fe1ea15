import type { Rule } from './rule.ts'

const guardTripped: Rule = {
  code: 'GUARD_TRIPPED',
  label: 'No guard tripped',
  meaning: 'A guard has tripped and blocks entries of this owner or in this instrument until it is armed again.',
  unit: ({ snapshot }) => snapshot.guardBlock?.unit ?? 'guards',
  measure({ snapshot: { guardBlock: block }, reducing }) {
    if (reducing || block === undefined) return undefined
    return { measured: block.measured, limit: block.limit, passed: false }
  },
  explain: (_, { snapshot }) => snapshot.guardBlock?.message ?? 'No guard has tripped',
}

export const GUARD_RULES: readonly Rule[] = [guardTripped]
