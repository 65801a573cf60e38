import type { ProtobufWriter } from './protobuf.ts'

/** A tensor whose values are known beforehand. */
export type Tensor =
  | { readonly type: 'double' | 'int64' | 'uint8'; readonly dims: readonly number[]; readonly values: ArrayLike<number> }
  | { readonly type: 'string'; readonly dims: readonly number[]; readonly values: readonly string[] }

/** Numbers of TensorProto.DataType. */
export const tensorTypes = { float: 1, uint8: 2, int64: 7, string: 8, bool: 9, double: 11 } as const

export function doubles(values: ArrayLike<number>, dims: readonly number[] = [values.length]): Tensor {
  return { type: 'double', dims, values }
}

export function wholes(values: ArrayLike<number>, dims: readonly number[] = [values.length]): Tensor {
  return { type: 'int64', dims, values }
}

export function texts(values: readonly string[], dims: readonly number[] = [values.length]): Tensor {
  return { type: 'string', dims, values }
}

/** The members of a TensorProto. */
export function writeTensor(writer: ProtobufWriter, tensor: Tensor, name = ''): void {
  writer.wholes(1, tensor.dims)
  writer.whole(2, tensorTypes[tensor.type])
  if (tensor.type === 'string') for (const text of tensor.values) writer.text(6, text)
  if (name !== '') writer.text(8, name)
  if (tensor.type !== 'string') writer.bytes(9, rawData(tensor.type, tensor.values))
}

/** Low byte first, as ONNX asks on every machine. */
function rawData(type: 'double' | 'int64' | 'uint8', values: ArrayLike<number>): Uint8Array {
  if (type === 'uint8') return Uint8Array.from(values)
  const bytes = new Uint8Array(8 * values.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < values.length; i++) {
    if (type === 'double') view.setFloat64(8 * i, values[i], true)
    else view.setBigInt64(8 * i, BigInt(values[i]), true)
  }
  return bytes
}
