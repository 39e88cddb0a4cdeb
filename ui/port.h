// Port: all that passes between the program (C++, in the worker) and the world around it.
//
// Events come in, effects go out; both are plain values, so the browser shell, the native test driver and
// the simulator are interchangeable. Nothing here blocks: what takes time comes back as an event that
// carries the request number of its effect.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ui/kit/semantics.h"
#include "ui/text/text.h"

namespace huzhu::ui {

using Bytes = std::vector<std::uint8_t>;

// ---- events -----------------------------------------------------------------------------------------
namespace event {
struct Resize { float width, height, pixel_ratio; float inset_top, inset_right, inset_bottom, inset_left; bool fine_pointer; };
// A press in window dp. `frame` is the number of the frame the person saw; `scroll_top` that of the pane under the finger then.
enum class Press : std::uint8_t { down, up, move, cancel, leave };
struct Pointer { Press press; float x, y; std::uint32_t frame; PaneId pane; float scroll_top; bool touch; };
struct Scroll { PaneId pane; float scroll_top; };
struct Text { NodeId node; std::string value; };            // a field's whole text after input / compositionend
struct Activate { NodeId node; };                            // assistive click, Enter/Space on a focused node
struct Focus { NodeId node; };                               // 0 = nothing focused
struct Key { std::string key; bool ctrl, shift, alt; };      // keys that no field took: "/", "Escape", "ArrowDown", …
struct Back {};                                              // browser back / Android back
struct Deadline {};                                          // the deadline asked for has passed
struct Preferences { bool dark, more_contrast, reduced_motion; float text_scale; bool voice_zh, voice_en; };  // voices that live on this device
struct Visibility { bool visible; };
struct Network { bool online; };
struct HttpDone { std::uint32_t request; int status; Bytes body; bool huzhu; };   // status 0 = no answer; huzhu = the answer carries our header (else a captive portal)
struct KeyDerived { std::uint32_t request; Bytes key; };     // Argon2id, 32 bytes
struct FileChosen { NodeId node; std::string name; Bytes data; };  // node 0: opened from outside; cut where it is longer than any bundle
struct Converted { std::uint32_t request; bool ok; Bytes data; };  // of Deflate, Inflate; not ok: no deflated stream, or too long
struct CodeRead { NodeId node; std::string text; };          // the camera at this node saw a QR code
enum class Camera : std::uint8_t { running, refused, missing };
struct CameraState { NodeId node; Camera state; };           // refused: by the person or the browser; missing: none, or taken
struct StorageState { double used_bytes, quota_bytes; bool persisted; };
struct VersionReady { std::string version; };                // a new program version is installed and waits
struct PhotoChosen { NodeId node; Bytes jpeg; };             // at a node_picture: ≤ limits::photo_bytes_max, nothing in it but the picture; empty: no picture
struct PictureDecoded { std::uint32_t request, width, height; Bytes rgba; };  // of DecodePicture; 0 × 0: no picture
enum class Recorder : std::uint8_t { running, finished, refused, missing };
struct SoundRecorded { NodeId node; Recorder state; Bytes part; };  // at a node_recorder: parts, one after the other, are a sound; the last one is finished
struct SoundPlayed { std::uint32_t request; bool ok; };      // of PlaySound: to its end, or stopped; not ok: no sound this browser knows
struct KeyringLost {};                                       // the last SaveKeyring could not be stored
}  // namespace event

using Event = std::variant<event::Resize, event::Pointer, event::Scroll, event::Text, event::Activate, event::Focus, event::Key,
                           event::Back, event::Deadline, event::Preferences, event::Visibility, event::Network, event::HttpDone,
                           event::KeyDerived, event::FileChosen, event::StorageState, event::VersionReady, event::Converted, event::CodeRead,
                           event::CameraState, event::PhotoChosen, event::PictureDecoded, event::SoundRecorded, event::SoundPlayed,
                           event::KeyringLost>;

// ---- effects ----------------------------------------------------------------------------------------
namespace effect {
struct HistoryPush { std::string path; };                    // opaque ids only; never names
struct HistoryBack {};
struct Http { std::uint32_t request; std::string method, path; std::vector<std::pair<std::string, std::string>> headers; Bytes body; int timeout_ms; };
struct DeriveKey { std::uint32_t request; Bytes pin, salt; std::uint32_t memory_kib, passes; };
struct SaveKeyring { Bytes keyring; };                       // sealed by the shell with the non-extractable device secret, then stored
struct OpenLink { std::string href; };
struct Speak { std::string text; Language language; };       // by a voice of that language that lives here; empty = be silent
struct Copy { std::string text; };
struct SetPreference { std::string key, value; };            // size, palette: kept outside the encrypted database so that the lock screen honours them
struct ReleaseInputs {};                                     // locking: empty every field, undo stack and mirror text
struct SwitchVersion {};                                     // a tap on "use the new version"
struct AskPersist {};
struct Deflate { std::uint32_t request; Bytes data; };       // raw deflate (RFC 1951) by the browser's own CompressionStream
struct Inflate { std::uint32_t request; Bytes data; std::uint32_t bytes_max; };
struct SaveFile { std::string name; Bytes data; };           // into the person's downloads; within a tap
struct Print { Bytes document; };                            // blocks as ui/print/document.h lays them out; within a tap
struct DecodePicture { std::uint32_t request; Bytes jpeg; std::uint32_t side_max; };  // in pixels; as PictureDecoded
struct PlaySound { std::uint32_t request; std::string media_type; Bytes sound; };  // one at a time; no bytes = be silent
}  // namespace effect

using Effect = std::variant<effect::HistoryPush, effect::HistoryBack, effect::Http, effect::DeriveKey, effect::SaveKeyring, effect::OpenLink,
                            effect::Speak, effect::Copy, effect::SetPreference, effect::ReleaseInputs, effect::SwitchVersion, effect::AskPersist,
                            effect::Deflate, effect::Inflate, effect::SaveFile, effect::Print, effect::DecodePicture, effect::PlaySound>;

}  // namespace huzhu::ui
