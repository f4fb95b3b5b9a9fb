// ExplorerViews
