#pragma once

#include "workflow/chart.h"

#include <functional>

namespace chancery::workflow {

/// Every piece of executable content of a chart, nested ones too.
void for_each_content(const Chart& chart, const std::function<void(const Content&)>& visit);

}  // namespace chancery::workflow
