import type { Implementer } from '../implementer.ts'

export function secretProcedures({ secrets }: Implementer) {
  return {
    vault: secrets.vault.handler(({ context }) => context.engine.secrets.view()),
    unlock: secrets.unlock.handler(({ context, input }) => context.engine.secrets.unlock(input.passphrase)),
    setPassphrase: secrets.setPassphrase.handler(({ context, input }) =>
      context.engine.secrets.setPassphrase(input.passphrase, input.current),
    ),
    list: secrets.list.handler(({ context }) => ({ secrets: [...context.engine.secrets.list()] })),
    put: secrets.put.handler(({ context, input }) => context.engine.secrets.put(input.name, input.value)),
    remove: secrets.remove.handler(async ({ context, input }) => {
      await context.engine.secrets.remove(input.name)
      return { done: true as const }
    }),
  }
}
