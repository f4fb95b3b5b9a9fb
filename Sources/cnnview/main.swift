print("cnnview")
