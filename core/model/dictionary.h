// The data dictionary: the model table as a page for the people who keep the records and those who inspect them.
//
// docs/data_dictionary.md is this text; a test fails when the two differ.
#pragma once

#include <string>

namespace huzhu::model {

std::string data_dictionary();  // Markdown, Chinese

}  // namespace huzhu::model
