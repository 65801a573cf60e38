import { describe, expect, it } from 'vitest'
import { withoutKernel } from './plain-module.ts'
import { bytesFor, openWorkspace, type Workspace } from './workspace.ts'

const room = bytesFor(3, 8) + bytesFor(5, 4) + bytesFor(7, 1)

function arraysOf(workspace: Workspace) {
  return [workspace.f64(3), workspace.i32(5), workspace.u8(7)]
}

describe('a workspace', () => {
  it('gives arrays of zeros that share no byte, each at a multiple of 64', () => {
    for (let again = 0; again < 3; again++) {
      const workspace = openWorkspace(room)
      const arrays = arraysOf(workspace)
      expect(arrays.map(array => [...array])).toEqual([Array(3).fill(0), Array(5).fill(0), Array(7).fill(0)])
      expect(arrays.map(array => array.byteOffset % 64)).toEqual([0, 0, 0])
      arrays.forEach((array, a) => {
        array.fill(a + 1) // what it held must not be seen by the next
      })
      expect(arrays.map(array => [...new Set(array)])).toEqual([[1], [2], [3]])
      workspace.close()
    }
  })

  it('is of memory of its own while another is open', () => {
    const [a, b] = [openWorkspace(room), openWorkspace(room)]
    const [first, second] = [a.f64(3), b.f64(3)]
    first.fill(1)
    second.fill(2)
    expect([...first, ...second]).toEqual([1, 1, 1, 2, 2, 2])
    a.close()
    b.close()
  })

  it('has a kernel, and the same arrays where there is none', () => {
    expect(openWorkspace(room).calls).toBeDefined()
    const alone = withoutKernel(() => openWorkspace(room))
    expect(alone.calls).toBeUndefined()
    expect(arraysOf(alone)).toEqual(arraysOf(openWorkspace(room)))
  })

  it('refuses more than 4 GiB, and says what would need less', () => {
    const refusal = { code: 'out_of_memory', message: expect.stringMatching(/5\.0 GiB.*4 GiB.*fewer rows or columns, fewer bins/) }
    expect(() => openWorkspace(5 * 1_073_741_824)).toThrow(expect.objectContaining(refusal))
  })

  it('refuses arrays beyond what was asked for', () => {
    const workspace = openWorkspace(64)
    expect(() => workspace.f64(20_000)).toThrow(expect.objectContaining({ code: 'out_of_memory' }))
  })
})
