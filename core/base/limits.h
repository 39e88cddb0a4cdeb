// Every bound of the product in one place, each with its reason (design/log-and-merge.md "Limits").
// Each has a test at the bound and one past it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace huzhu::limits {

// -- the log --------------------------------------------------------------------------------------
inline constexpr std::size_t segment_bytes_max = 4096;       // one frame of a 2G connection is re-sent at most
inline constexpr std::size_t segment_ops_max = 64;           // one person's one act
inline constexpr std::size_t value_bytes_max = 2048;         // longer is a blob
inline constexpr std::size_t mark_bytes_max = 480;           // a signature: two hundred points, thirty strokes; fits beside deps_max in one segment
inline constexpr std::size_t group_segments_max = 256;       // one larger act, all or nothing
inline constexpr std::size_t frame_bytes_max = 4096;         // a run of segments in transit (or one segment)
inline constexpr std::size_t deps_max = 150;                 // of one segment: 21 bytes each leave room for the act itself
inline constexpr std::size_t logs_per_scope_max = 1000;      // (author, epoch) pairs
inline constexpr std::size_t entities_per_scope_max = 100000;
inline constexpr std::size_t waiting_frames_max = 20000;     // 80 MB of unproven frames; past it the sender keeps them
inline constexpr std::size_t set_aside_frames_max = 1000;    // forks, and broken frames, kept as evidence
inline constexpr std::size_t dots_per_op_max = 64;           // values a person was shown at once
inline constexpr std::size_t redacted_op_bytes = 33;           // a leaf or a salt for each value, and which of them
inline constexpr std::size_t redacted_segment_bytes_max = segment_bytes_max + segment_ops_max * redacted_op_bytes;
inline constexpr std::size_t redacted_frame_bytes_max = 24 * frame_bytes_max;  // no run of small operations in a frame grows beyond it
inline constexpr std::size_t encoded_frame_bytes_max = redacted_frame_bytes_max + 8;  // with its length and checksum
inline constexpr std::uint64_t seq_max = (1ull << 53) - 1;   // exact in every language, JSON included
inline constexpr std::uint64_t hlc_max = (1ull << 63) - 1;   // a store's signed 64-bit integer holds it; year 6429

inline constexpr std::int64_t face_certificate_ms = 30ll * 24 * 3600 * 1000;  // of a device taken in with no network (people-and-security.md)

// -- time -----------------------------------------------------------------------------------------
inline constexpr std::int64_t clock_drift_ms_max = 5 * 60 * 1000;  // Δ: how far a message may push our clock
inline constexpr std::int64_t clock_trusted_ms = 24ll * 3600 * 1000;         // after a sync a tablet drifts seconds a day
inline constexpr std::int64_t clock_holdover_ms = 60ll * 24 * 3600 * 1000;   // drift at 50 ppm reaches Δ after 69 days
inline constexpr std::int64_t clock_backstep_ms = 2000;                      // the system's own small corrections are no jump

// -- sync -----------------------------------------------------------------------------------------
inline constexpr std::size_t push_body_bytes_min = 2 * 1024;
inline constexpr std::size_t push_body_bytes_max = 256 * 1024;
inline constexpr std::size_t bundle_bytes_max = 4 * 1024 * 1024;  // carried by hand: two years of a station
inline constexpr std::size_t bundle_plain_bytes_max = bundle_bytes_max - 64 * 1024;  // inflated; deflate adds little to the worst case
inline constexpr std::size_t snapshot_chunk_bytes_max = 256 * 1024;  // usually 32 KB; a scope with a larger row has no snapshot
inline constexpr std::size_t snapshot_head_bytes_max = 512 * 1024;   // of more, its segments are the shorter way
inline constexpr std::size_t snapshot_chunks_max = 8192;             // of the largest scope
inline constexpr std::size_t unsent_operations_banner = 5000;        // a red banner that offers a file, never a lock
inline constexpr std::int64_t unsent_ms_banner = 30ll * 24 * 3600 * 1000;

// -- blobs: pictures and sound, beside the log --------------------------------------------------------
inline constexpr std::size_t blob_bytes_max = 2 * 1024 * 1024;   // a picture is 60 KB, a minute of speech 200
inline constexpr std::size_t blob_chunk_bytes = 16 * 1024;       // what a broken 2G connection has to send again
inline constexpr std::size_t blob_chunks_max = blob_bytes_max / blob_chunk_bytes;
inline constexpr std::size_t blob_names_per_request_max = 256;   // a blob's list and its chunks, with room for a second one
inline constexpr std::size_t blob_scopes_max = 4;                // a device of more fetches what is looked at, not a county's gigabytes
inline constexpr std::size_t photo_bytes_max = 64 * 1024;        // of a face, 800 pixels wide; four chunks
inline constexpr std::size_t voice_bytes_max = 192 * 1024;       // a minute of speech at 16 kbit/s is 120 KB; one recorder more generous than asked
inline constexpr std::uint32_t voice_seconds_max = 60;           // whoever listens has more than one to hear

// -- people ---------------------------------------------------------------------------------------
inline constexpr std::uint8_t pin_length = 6;                 // digits or pictures: a million tries or more, at half a second each
inline constexpr std::uint8_t pin_length_of_leads = 8;        // whose PIN opens what they can do to others' records
inline constexpr int pin_digits = 10, pin_pictures = 12;      // keys of either pad
inline constexpr int pin_tries_before_lead = 10;
inline constexpr std::uint32_t argon_memory_kib = 19 * 1024; // OWASP floor: m = 19 MiB, t = 2, p = 1
inline constexpr std::uint32_t argon_passes = 2;
inline constexpr std::size_t profiles_per_device_max = 32;
inline constexpr std::size_t enrol_code_digits = 8;
inline constexpr std::int64_t enrol_code_ms = 15 * 60 * 1000;

// -- what people type -----------------------------------------------------------------------------
inline constexpr std::size_t name_characters_max = 40;
inline constexpr std::size_t address_characters_max = 80;
inline constexpr std::size_t note_characters_max = 300;
inline constexpr std::int32_t minutes_per_entry_max = 12 * 60;

// -- import ---------------------------------------------------------------------------------------
inline constexpr std::size_t import_rows_max = 100000;
inline constexpr std::size_t import_file_bytes_max = 64u << 20;
inline constexpr std::size_t import_cell_bytes_max = 4096;

}  // namespace huzhu::limits
