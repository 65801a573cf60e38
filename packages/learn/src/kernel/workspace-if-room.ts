import { LearnError } from '../errors.ts'
import type { KernelCalls } from './calls.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

export type KernelWorkspace = Workspace & { readonly calls: KernelCalls }

/** For work that a twin does as well without: undefined where there is no kernel, or no room for so many bytes. */
export function workspaceIfRoom(bytes: number): KernelWorkspace | undefined {
  try {
    const workspace = openWorkspace(bytes)
    return workspace.calls && { ...workspace, calls: workspace.calls }
  } catch (error) {
    if (error instanceof LearnError && error.code === 'out_of_memory') return undefined
    throw error
  }
}
