import { type FormEvent, useState } from 'react'
import { words } from '../../i18n/index.ts'
import { showToast } from '../../ui/index.ts'
import { NO_TEXTS, passphraseFaults, type PassphraseField } from './passphrase-form-state.ts'
import { useVaultCall } from './use-vault-call.ts'

export interface PassphraseFormOptions {
  /** The vault has one already, which has to be given. */
  readonly hasPassphrase: boolean
  readonly onDone: () => void
}

export interface PassphraseFormState {
  readonly busy: boolean
  /** Why it was not set, where that belongs to no field. */
  readonly generalFault: string | undefined
  /** What the field of a text takes. */
  readonly fieldOf: (name: PassphraseField) => {
    readonly name: PassphraseField
    readonly value: string
    readonly fault: string | undefined
    readonly onValueChange: (text: string) => void
  }
  readonly submit: (event: FormEvent<HTMLFormElement>) => Promise<void>
}

/** A new passphrase, as it is typed, until it is set. What is wrong is said after the first try. */
export function usePassphraseForm({ hasPassphrase, onDone }: PassphraseFormOptions): PassphraseFormState {
  const [texts, setTexts] = useState(NO_TEXTS)
  const [tried, setTried] = useState(false)
  const { busy, fault, forget, run } = useVaultCall()
  const faults = passphraseFaults(texts, hasPassphrase)
  const isWrong = fault?.code === 'WRONG_PASSPHRASE'

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    setTried(true)
    const [first] = Object.keys(faults)
    if (first !== undefined) {
      event.currentTarget.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus()
      return
    }
    const { passphrase, current } = texts
    const input = hasPassphrase ? { passphrase, current } : { passphrase }
    if (!(await run((calls) => calls.secrets.setPassphrase(input)))) return
    showToast({ kind: 'success', title: words('security')(hasPassphrase ? 'form.changed' : 'form.set') })
    onDone()
  }
  return {
    busy,
    generalFault: isWrong ? undefined : fault?.message,
    fieldOf: (name) => ({
      name,
      value: texts[name],
      fault: (tried ? faults[name] : undefined) ?? (name === 'current' && isWrong ? fault.message : undefined),
      onValueChange: (text) => {
        setTexts((before) => ({ ...before, [name]: text }))
        forget()
      },
    }),
    submit,
  }
}
