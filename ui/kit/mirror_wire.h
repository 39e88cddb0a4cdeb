// Mirror wire: how encode_diff() lays out what changed on the screen, for the shell's DOM mirror.
//
// All numbers little-endian, no padding. `str` = u32 byte count, then UTF-8. f32 = IEEE single, dp.
//
//   u8   version (2)
//   u8   bits: 1 = whole tree (forget everything first) · 2 = overlay open · 4 = title follows
//   u32  frame number (put into every forwarded press)
//   str  title                                          only with bit 4
//   u16  count of panes; every pane of the frame, always (few, small)
//        u32 id · u8 layer · f32 x, y, w, h · f32 content_height · f32 scroll_top · f32 scroll_request (< 0: none)
//   u16  count of removed nodes, then u32 id each
//   u16  count of changed or new nodes, in full
//        u32 id · u32 parent · u32 pane · u8 layer · u8 role · u32 flags · f32 x, y, w, h
//        u16 level · u32 set_size · u32 position · u8 input_mode · u16 max_length · f32 font_size · u8 bold
//        str name · str value · str description · str error
//   u8   count of orders: one per (layer, pane, place) whose sequence of nodes changed
//        u8 layer · u32 pane (0 = bars) · u8 place (0 = before the panes, 1 = after: node_after) · u16 count · u32 id each
//
// An order that shrinks to nothing is sent with count 0. Reading and Tab order of a layer: bars place 0, panes in
// the order of the pane table, bars place 1. Nodes carry node_after when they belong to place 1.
// An empty result means that nothing changed but the frame number: then presses must still carry the new one.
// A tree with frame 0 as `before` gives the whole tree.
//
// What the numbers mean to the DOM:
// - Role is part of the id: a node never changes its role.
// - A node whose parent is a list or radiogroup follows its parent in the same order; a pressable row has role button
//   and a parent of role list with position > 0: it stands in a listitem at that position.
// - node_focus, scroll_request and live regions are said once: act when the node arrives with them.
// - Role::text with node_live_* is a live region even when its rectangle is empty.
#pragma once

#include <cstdint>

namespace huzhu::ui::mirror_wire {

inline constexpr std::uint8_t version = 2;
inline constexpr std::uint8_t whole = 1, overlay = 2, title = 4;

}  // namespace huzhu::ui::mirror_wire
