import { expect, it } from 'vitest'
import { onToast, showToast, type ToastMessage } from './toast-manager.ts'

it('tells listeners of every toast, also of one that folds into an open one, until they end', () => {
  const heard: ToastMessage[] = []
  const end = onToast((message) => heard.push(message))
  const message: ToastMessage = { kind: 'warn', title: 'Stop is held by the engine' }
  showToast(message)
  showToast(message)
  end()
  showToast(message)
  expect(heard).toEqual([message, message])
})
