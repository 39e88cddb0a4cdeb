// The pages there are, by name. Each is defined in one file of ui/app/pages/.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/registry/erasure.h"
#include "ui/app/page.h"

namespace huzhu::ui {

PagePtr make_first_run_page(Program& program);
PagePtr make_unlock_page(Program& program);
PagePtr make_ended_page();                                         // for who has no role any more

// Every control in every state, for contributors: only where the address asks for it by name.
inline constexpr std::string_view gallery_path = "?gallery";
PagePtr make_gallery_page();

// 今日 (on PCs 今日总览), 老人, 更多 and, on PCs, 待处理, 同步, 设置.
PagePtr make_main_page(Program& program, Tab tab);

PagePtr make_today_page();
PagePtr make_overview_page();
PagePtr make_roster_page();
PagePtr make_more_page();
PagePtr make_elder_page(EntityId elder);
PagePtr make_who_looked_page(EntityId elder);
PagePtr make_looks_page();                                         // the same over everybody
PagePtr make_ending_page(EntityId elder);                          // 不再看了
PagePtr make_consent_page(EntityId person);                        // 同意和权利
PagePtr make_consent_form_page(EntityId person, bool taking_back);
PagePtr make_erase_page(registry::Erasure wanted);                 // with what is known of it chosen already
PagePtr make_retention_page();                                     // 到期该删的
PagePtr make_register_page(Program& program, EntityId editing);   // none = a new registration
PagePtr make_visit_page(EntityId elder, bool urgent = false);   // urgent: for help at once
PagePtr make_correct_visit_page(Program& program, EntityId visit);   // null: no such visit here
PagePtr make_hours_page(Program& program, EntityId elder);        // none = choose there
PagePtr make_conflicts_page(bool main);
PagePtr make_same_person_page(EntityId one, EntityId other);        // are these two files one person's?
PagePtr make_sync_page(bool main);
PagePtr make_settings_page(bool main);
PagePtr make_carry_out_page(bool codes);                         // with the codes shown at once
PagePtr make_carry_in_page(bool scan);                           // with the camera on at once
PagePtr make_one_more_page(Program& program);
PagePtr make_add_person_page(Program& program);   // by this lead; else with the lead's own device
PagePtr make_invite_page();                                        // 登记新设备
PagePtr make_change_pin_page(Program& program);
PagePtr make_longer_pin_page(Program& program);                    // asked for after an unlock with too short a one
PagePtr make_reset_pin_page(Program& program, EntityId profile, bool then_lock);
PagePtr make_help_ask_page(Program& program, EntityId profile);    // 请站长帮忙, from the lock screen; null: nobody elsewhere can help
PagePtr make_help_give_page();                                     // 帮人重设密码
PagePtr make_station_page();                                       // people and devices, for leads
PagePtr make_held_page();
PagePtr make_tour_page();                                          // 怎么用

enum class FindFor { visit, urgent, hours, same_person };
PagePtr make_find_elder_page(Program& program, FindFor why, EntityId other = {});   // same_person: as whom

// The page a path stands for ("elder/0123456789abcdef"); null for anything else.
PagePtr make_page(Program& program, std::string_view path);

// Puts a search into the register's page; ignored by others.
void seek(Page& page, const std::string& text);
// Tells the hours page below which elder was found.
void chosen_elder(Page& page, EntityId elder, const std::string& name);

}  // namespace huzhu::ui
