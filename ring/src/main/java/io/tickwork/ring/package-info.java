/**
 * Hands messages from one thread to others, in order, through slots of one flat off-heap block.
 *
 * <pre>
 *   P    producer, one thread             addConsumer()      addConsumer(C1)
 *   C    consumer, one thread each
 *   ---- gates the producer              P ──► C1            P ──► C1 ──► C2
 *                                        ▲     ┆             ▲            ┆
 *                                        └─────┘             └────────────┘
 *
 *   addConsumer() twice                  then addConsumer(C1, C2)
 *
 *         ┌──► C1                              ┌──► C1 ──┐
 *     P ──┤                                P ──┤         ├──► C3
 *         └──► C2                              └──► C2 ──┘
 * </pre>
 *
 * <p>What always holds: sequences are published without gaps from 0; a consumer sees each once, in order, and only
 * after all those it stands behind; a slot is written again only when the last consumers have passed it; nothing here
 * blocks or allocates once the ring is built; Disruptor's types do not leave this package.
 */
package io.tickwork.ring;
